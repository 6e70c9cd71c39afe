public import Events

/// `LogHistory`, laid open.
public struct LogView: ReadModelView {
    /// A drill that succeeded.
    public struct Drill: Encodable, Sendable {
        public let time: String
        public let position: LogPosition
    }

    public let origin: LogOrigin?
    public let timelineFrom: LogPosition
    public let lastDrill: Drill?
    public let failedDrills: Int

    public var entries: Int { origin == nil ? 0 : 1 }

    public init(from input: inout SnapshotReader) throws(SnapshotError) {
        origin = try input.optional { input throws(SnapshotError) in
            LogOrigin(host: try input.string(), name: try input.string(), timeline: try input.integer())
        }
        timelineFrom = try input.position()
        lastDrill = try input.optional { input throws(SnapshotError) in
            Drill(time: try input.timeText(), position: try input.position())
        }
        failedDrills = try input.integer()
    }
}
