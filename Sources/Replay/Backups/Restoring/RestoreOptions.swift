/// What is asked of a restore.
public struct RestoreOptions: Sendable {
    public var target: RestoreTarget
    /// The directory that will hold `eventlog/` and `.data/`.
    public var into: String
    /// Why records are given up, in the operator's words; needed when a new timeline is opened.
    public var reason: String?
    /// A new timeline also when nothing is cut off: because the lost log had gone further than the backup.
    public var opensTimeline: Bool
    /// A directory to copy `master.key` and `signing.key` from.
    public var keysFrom: String?
    /// Leaves out the snapshots, which the server can do without.
    public var skipsSnapshots: Bool
    /// Folds the records as they come in, so that their state can be compared.
    public var folds: Bool
    /// Compares the backup's tiles with the tree over the restored records.
    public var checksTiles: Bool
    /// The operating system's name of who asks.
    public var operatorName: String

    /// Gathers them.
    public init(
        target: RestoreTarget, into: String, reason: String?, opensTimeline: Bool, keysFrom: String?,
        skipsSnapshots: Bool, folds: Bool, checksTiles: Bool, operatorName: String
    ) {
        self.target = target
        self.into = into
        self.reason = reason
        self.opensTimeline = opensTimeline
        self.keysFrom = keysFrom
        self.skipsSnapshots = skipsSnapshots
        self.folds = folds
        self.checksTiles = checksTiles
        self.operatorName = operatorName
    }
}
