/// What a log is called: `/eaf/<name>/<timeline>` in its records, `<host>/<name>/<timeline>` in its checkpoints.
///
/// All three parts are facts of the log: host and name of its first record, the timeline of that record or of the last
/// `fr.eaf.log.restored.v1`.
public struct LogOrigin: Hashable, Sendable, Codable {
    /// The host of logs whose first record names none.
    public static let defaultHost = "localhost"

    public let host: String
    public let name: String
    /// From 1.
    public let timeline: Int

    /// Names a log.
    public init(host: String?, name: String, timeline: Int) {
        self.host = host ?? Self.defaultHost
        self.name = name
        self.timeline = timeline
    }

    /// Reads the origin line of a checkpoint; nil for one that is not ours.
    public init?(checkpointOrigin text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, let timeline = Int(parts[2]) else { return nil }
        self.init(host: String(parts[0]), name: String(parts[1]), timeline: timeline)
        guard checkpointOrigin == text else { return nil }
    }

    /// The `source` of records.
    public var source: String { "/eaf/\(name)/\(timeline)" }
    /// The origin line of checkpoints (C2SP tlog-checkpoint), and the name of the key that signs them.
    public var checkpointOrigin: String { "\(host)/\(name)/\(timeline)" }
}
