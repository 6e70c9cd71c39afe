/// Where a log's tree and what was signed of it are kept.
///
/// - `<eventlog>/tiles/`, `<eventlog>/checkpoint`: what is published, and shipped with the log.
/// - `<data>/signed-checkpoint`: what the signing key signed last, beside the key. It stays when the log's directory is rolled
///   back as a whole, so that nothing else is ever signed in place of what was.
public struct TreePlace: Sendable {
    /// The log's directory.
    public let eventlog: String
    /// The directory of the key.
    public let data: String

    /// Takes both directories.
    public init(eventlog: String, data: String) {
        self.eventlog = eventlog
        self.data = data
    }

    public var tiles: String { Self.tiles(of: eventlog) }
    public var published: String { Self.published(of: eventlog) }
    public var signed: String { data + "/signed-checkpoint" }

    static func tiles(of eventlog: String) -> String { eventlog + "/tiles" }
    static func published(of eventlog: String) -> String { eventlog + "/checkpoint" }
}
