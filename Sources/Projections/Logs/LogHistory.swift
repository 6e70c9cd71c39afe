public import Events

/// What the log says of itself: its name and timeline, and when a backup of it was last restored to prove that it can be.
public struct LogHistory: Projection {
    public static let name = "log"

    /// A drill that succeeded.
    public struct Drill: Sendable, Equatable {
        public let time: Timestamp
        /// The last record that was restored.
        public let position: LogPosition
    }

    /// Nil before the first record.
    public private(set) var origin: LogOrigin?
    /// The first position of the timeline; everything before was written on an earlier one.
    public private(set) var timelineFrom = LogPosition.zero
    /// Nil while no drill has succeeded.
    public private(set) var lastDrill: Drill?
    public private(set) var failedDrills = 0

    public init() {}

    public mutating func apply(_ fact: Fact) {
        switch fact.event {
        case .log(.opened(let data)):
            origin = LogOrigin(host: data.host, name: data.name, timeline: data.timeline)
            timelineFrom = fact.position
        case .log(.restored(let data)):
            origin = origin.map { LogOrigin(host: $0.host, name: $0.name, timeline: data.timeline) }
            timelineFrom = fact.position
        case .backup(.drilled(let data)):
            if data.succeeded {
                lastDrill = Drill(time: fact.time, position: data.position)
            } else {
                failedDrills += 1
            }
        default: return
        }
    }

    public func encode(to out: inout SnapshotWriter) {
        out.optional(origin) { out, origin in
            out.string(origin.host)
            out.string(origin.name)
            out.integer(origin.timeline)
        }
        out.position(timelineFrom)
        out.optional(lastDrill) { out, drill in
            out.time(drill.time)
            out.position(drill.position)
        }
        out.integer(failedDrills)
    }

    public init(from input: inout SnapshotReader) throws(SnapshotError) {
        origin = try input.optional { input throws(SnapshotError) in
            LogOrigin(host: try input.string(), name: try input.string(), timeline: try input.integer())
        }
        timelineFrom = try input.position()
        lastDrill = try input.optional { input throws(SnapshotError) in
            Drill(time: try input.time(), position: try input.position())
        }
        failedDrills = try input.integer()
    }
}
