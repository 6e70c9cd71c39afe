import Events

/// What a backup is at one moment: it names, with size and hash, every object that a restore needs, but for blobs, which the
/// records name.
///
/// It is the text of a signed note, see `ManifestNote`. Objects are put before the manifest that names them, so what it names is
/// always there.
struct BackupManifest: Codable, Equatable, Sendable {
    /// The format that this release writes; a newer one is refused.
    static let formatCurrent = 1

    /// The end of what was shipped.
    struct Head: Codable, Equatable, Sendable {
        let position: LogPosition
        let time: Timestamp
        /// The leaf of the record at `position`: tells two histories of the same length apart.
        let leaf: MerkleHash
        /// The root of the tree over all records up to `position`.
        let root: MerkleHash
    }

    /// The log's own checkpoint whose tiles lie in the backup.
    struct Published: Codable, Equatable, Sendable {
        let size: UInt64
        let root: MerkleHash
        /// The signed note, as the log publishes it.
        let note: String
    }

    /// The vault's parts, by their number; each says in its own signed text when it was made.
    struct VaultParts: Codable, Equatable, Sendable {
        /// Bytes of the whole vault.
        var bytes = 0
        /// The sequence number that a part was made for; an object with an earlier one is an old one put back.
        var sequences: [Int] = []
    }

    struct Blobs: Codable, Equatable, Sendable {
        var count = 0
        /// Sealed, as they are stored.
        var bytes = 0
        /// Blobs that records name and that were not to be found, or damaged, when they should have been shipped.
        var missing: [SHA256Text] = []
    }

    var format = formatCurrent
    var origin: LogOrigin
    /// The verifier key (vkey) of who signs.
    var key: String
    /// Goes up by one with each manifest.
    var sequence: Int
    var shippedAt: Timestamp
    var head: Head
    var checkpoint: Published?
    /// Closed segments that are named in objects of their own, oldest first.
    var lists: [SegmentList] = []
    /// The segments after those, in order.
    var segments: [BackupSegment] = []
    var vault = VaultParts()
    var blobs = Blobs()
    /// By position.
    var snapshots: [BackupSnapshot] = []
    /// Whether the objects of the log, the vault and the tree are encrypted.
    var isEncrypted: Bool

    /// The keys of the objects that it names itself, and that might once have been superseded.
    var named: Set<String> {
        let suffix = isEncrypted ? ObjectName.sealedSuffix : ""
        let tiles = checkpoint.map { Shipper.tiles(from: 0, to: $0.size).filter { !$0.range.isWhole } } ?? []
        return Set(
            segments.flatMap { $0.pieces.map(\.key) } + snapshots.map(\.key)
                + tiles.map { ObjectName.tile($0) + suffix })
    }

    /// The name under which the manifests of a log are signed.
    static func keyName(of origin: LogOrigin) -> String { origin.checkpointOrigin + "/backup" }
}
