public import Events

/// What is known on this computer of a place that it ships to, for the next run, for `--status` and for the metrics.
///
/// Losing it costs a reading of the log: the backup itself says how far it goes.
public struct ShipState: Codable, Equatable, Sendable {
    /// Consecutive failures that have not been followed by a success.
    public struct Failure: Codable, Equatable, Sendable {
        public var since: Timestamp
        public var attempts: Int
        /// In French.
        public var reason: String
    }

    /// The place, as the operator wrote it.
    public var target: String
    /// The last record that the backup holds; zero while there is no manifest.
    public var position: LogPosition
    public var sequence: Int
    /// When the manifest was written.
    public var shippedAt: Timestamp?
    /// The version that the place gave the manifest.
    var version: String?
    /// The tree at `position`.
    var frontier: [MerkleHash]
    /// Digests of the vault's parts as they were shipped.
    var vault: [SHA256Text]?
    public var failure: Failure?

    init(target: String) {
        self.target = target
        position = .zero
        sequence = 0
        frontier = []
    }
}
