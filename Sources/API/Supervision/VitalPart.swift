import Events
import NIOCore

/// Something without which the server answers nobody.
struct VitalPart: Sendable {
    let name: String
    /// Returns once the part has done something; never, when it is stuck.
    let respond: @Sendable () async -> Void
}

extension VitalPart {
    private static let lookSeconds = 0.05

    /// The writer's thread, which goes round, or whose turn of writing gets from one bounded wait to the next.
    ///
    /// A log that cannot be written is no reason to start anew: another process would not free a full disk, nor bring a database
    /// back, and nobody could read meanwhile. A turn on a database that is away may take minutes, wait by wait.
    ///
    /// - Parameter turns: what the log tells of its waits; nil when it has none but the device's.
    static func writer(_ writer: Writer, turns: Pulse? = nil, sleeper: Sleeper = .real) -> VitalPart {
        VitalPart(name: "writer") {
            let before = (writer.pulse.beats, turns?.beats)
            writer.rouse()
            while !writer.isStopping, (writer.pulse.beats, turns?.beats) == before {
                guard await sleeper.sleep(seconds: lookSeconds) else { return }
            }
        }
    }

    static func eventLoops(_ group: any EventLoopGroup) -> VitalPart {
        VitalPart(name: "event loops") {
            for loop in group.makeIterator() { try? await loop.submit {}.get() }
        }
    }
}
