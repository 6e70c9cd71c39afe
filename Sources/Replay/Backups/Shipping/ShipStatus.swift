public import Events
import Foundation

/// How far a place is behind the log, measured.
public struct ShipStatus: Encodable, Equatable, Sendable {
    public let target: String
    /// Names the place in metrics.
    public let slug: String
    /// The last record that the backup holds.
    public let position: LogPosition
    /// The last record of the log.
    public let head: LogPosition
    /// How long ago the first record was written that the backup has not; 0 when it has all.
    public let ageSeconds: Double
    public let sequence: Int
    /// RFC 3339; absent before the first manifest.
    public let shippedAt: String?
    public let failure: ShipState.Failure?
    /// The file on this computer that the figures come from.
    public let statePath: String

    /// The places that this computer ships to, by name.
    ///
    /// - Throws: `EventLogError`.
    public static func all(
        dataDirectory: String, log: any LogReader, now: Timestamp
    ) throws(EventLogError) -> [ShipStatus] {
        let files = POSIXFiles()
        let directory = dataDirectory + "/ship"
        let names = ((try? files.names(in: directory)) ?? []).filter { $0.hasSuffix(".json") }.sorted()
        var found: [ShipStatus] = []
        for name in names {
            let path = directory + "/" + name
            guard let bytes = try? files.readWhole(path),
                let state = try? JSONDecoder().decode(ShipState.self, from: Data(bytes))
            else { continue }
            found.append(try ShipStatus(state, slug: String(name.dropLast(5)), path: path, log, now))
        }
        return found
    }

    private init(
        _ state: ShipState, slug: String, path: String, _ log: any LogReader, _ now: Timestamp
    ) throws(EventLogError) {
        target = state.target
        self.slug = slug
        position = state.position
        head = try log.head.position
        // A clock that went back makes nothing younger than now.
        ageSeconds =
            head > state.position ? max(0, now.seconds(since: try log.record(at: state.position.next).time)) : 0
        sequence = state.sequence
        shippedAt = state.shippedAt?.description
        failure = state.failure
        statePath = path
    }
}
