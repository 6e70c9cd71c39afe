import Events
import Projections

/// What looking into the log works with.
struct AuditTools: Sendable {
    let backend: Backend
    let texts: CopieContents
    let snapshots: SnapshotFile
    let publications: LogPublications
    let limits: AuditLimits
    let followers: Places
    let folds: Places
    /// Files are read off the cooperative pool.
    let queue = BlockingQueue(label: "eaf-audit")

    init(
        backend: Backend, texts: CopieContents, snapshots: SnapshotFile, publications: LogPublications,
        limits: AuditLimits
    ) {
        self.backend = backend
        self.publications = publications
        self.texts = texts
        self.snapshots = snapshots
        self.limits = limits
        followers = Places(count: limits.followersMax)
        folds = Places(count: limits.foldsMax)
    }

    var log: any LogReader { backend.library.log }

    /// The keys that a viewer may use: all, or none.
    func keys(for viewer: AuditViewer) -> any KeyRing { viewer.unseals ? backend.library.keys : NoKeys() }

    /// A record as the viewer sees it: its bytes, or, unsealed, an object that has them beside the opened values.
    func json(of record: Record, for viewer: AuditViewer) throws(PayloadError) -> [UInt8] {
        guard viewer.unseals else { return Array(record.line) }
        return try Unsealed(record, keys: backend.library.keys).json(of: record)
    }
}
