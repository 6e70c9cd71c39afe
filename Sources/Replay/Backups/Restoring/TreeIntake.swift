import Events
import S3

/// The tree over the restored records: its root is held against what was signed, and its tiles are made anew.
struct TreeIntake {
    private(set) var edge = TileEdge()
    private let staging: StagingFolder
    /// The checkpoint whose root the tree must have at its size.
    private let published: BackupManifest.Published?
    /// Whether the tiles under the checkpoint are written; not once that is done.
    private var writes: Bool
    private var known: Set<String> = []

    init(_ published: BackupManifest.Published?, _ staging: StagingFolder, writes: Bool) {
        self.published = published
        self.staging = staging
        self.writes = writes && published != nil
    }

    mutating func append(_ leaves: [MerkleHash]) throws {
        for leaf in leaves {
            edge.append(leaf)
            if edge.size == published?.size { try settle() }
        }
        try take(writes ? edge.takeCompleted() : [])
    }

    private mutating func settle() throws {
        guard edge.root == published?.root else {
            throw BackupFault.damaged(
                key: ObjectName.manifest, records: LogPosition(1)...LogPosition(edge.size),
                reason: "les enregistrements ne donnent pas la racine du point de contrôle")
        }
        guard writes else { return }
        try take(edge.takeCompleted() + edge.partials)
        writes = false
    }

    private mutating func take(_ tiles: [Tile]) throws(FileError) {
        for tile in tiles {
            let path = staging.tiles + "/" + tile.path.text
            let folder = String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
            if known.insert(folder).inserted { try staging.make(folder) }
            try staging.write([tile.bytes], to: path)
        }
    }

    /// Holds the tiles in the backup against those that were made here.
    ///
    /// - Throws: `BackupFault.damaged` at the first that differs.
    func check(_ backup: OpenedBackup) async throws {
        guard let published else { return }
        let suffix = backup.manifest.isEncrypted ? ObjectName.sealedSuffix : ""
        for tile in Shipper.tiles(from: 0, to: published.size) {
            let expected = try staging.read(staging.tiles + "/" + tile.text)
            let key = ObjectName.tile(tile) + suffix
            guard let stored = try await backup.objects.get(key, bytesMax: 2 * expected.count + 1_024),
                try backup.objects.open(key, stored.bytes, records: nil) == expected
            else {
                throw BackupFault.damaged(
                    key: key, records: nil, reason: "ce n'est pas la tuile de ces enregistrements")
            }
        }
    }
}
