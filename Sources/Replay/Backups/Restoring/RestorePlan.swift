public import Events

/// What a restore would do: what is read, and what comes out.
public struct RestorePlan: Encodable, Equatable, Sendable {
    /// The place of the backup.
    public let from: String
    /// SHA-256 of the manifest.
    public let manifest: String
    /// The manifest's number.
    public let sequence: Int
    /// When it was written, RFC 3339.
    public let shippedAt: String
    public let isEncrypted: Bool
    /// The origin of the backed up log, as in its checkpoints.
    public let origin: String
    /// The last record that is kept, and its time.
    public let position: LogPosition
    public let time: String
    /// The last record of the backup.
    public let head: LogPosition
    /// Objects of the log to be read, and their bytes.
    public let objects: Int
    public let readBytes: Int
    /// Bytes of the log that come out.
    public let logBytes: Int
    /// Of the whole backup; those that the kept records name are read.
    public let blobs: Int
    public let blobBytes: Int
    public let vaultBytes: Int
    /// How far the checkpoint reaches that is kept; absent when none is.
    public let checkpoint: UInt64?
    /// The snapshot that a restored server starts from.
    public let snapshot: LogPosition?
    /// The timeline after the restore, and whether it is a new one.
    public let timeline: Int
    public let opensTimeline: Bool
    /// What the backup itself says is not in it: addresses of blobs.
    public let missingBlobs: [String]
    /// What no backup has and somebody must put back.
    public let keys: [String]

    static let keyFiles = ["master.key", "signing.key"]

    init(_ loader: PieceLoader, _ cut: RestoreCut, _ options: RestoreOptions) {
        let manifest = loader.backup.manifest
        from = loader.backup.objects.store.name
        self.manifest = loader.backup.note.sha256.description
        sequence = manifest.sequence
        shippedAt = manifest.shippedAt.description
        isEncrypted = manifest.isEncrypted
        origin = manifest.origin.checkpointOrigin
        position = cut.head.position
        time = cut.head.time.description
        head = manifest.head.position
        objects = cut.objects
        readBytes = cut.storedBytes
        logBytes = cut.logBytes
        blobs = manifest.blobs.count
        blobBytes = manifest.blobs.bytes
        vaultBytes = manifest.vault.bytes
        opensTimeline = options.opensTimeline || !cut.isWhole
        timeline = manifest.origin.timeline + (opensTimeline ? 1 : 0)
        checkpoint = opensTimeline ? nil : manifest.checkpoint?.size
        snapshot =
            options.skipsSnapshots ? nil : manifest.snapshots.last { $0.position <= cut.head.position }?.position
        missingBlobs = manifest.blobs.missing.map(\.description)
        keys = Self.keyFiles
    }
}
