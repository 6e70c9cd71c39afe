import Events

/// The tree's tiles and the checkpoint.
extension Shipper {
    private static let tilesAtOnce = 8
    private static let levelsMax = 8

    /// A checkpoint as the server published it.
    struct Published: Sendable {
        let note: SignedNote
        let checkpoint: Checkpoint
    }

    /// The log's newest checkpoint; nil when there is none, or none that its own key signed.
    mutating func publishedCheckpoint() throws -> Published? {
        guard (try? source.files.status(source.checkpoint)) != nil else { return nil }
        let bytes = try source.files.readWhole(source.checkpoint)
        do throws(NoteError) {
            let note = try SignedNote(bytes)
            let checkpoint = try Checkpoint(note, by: try signer.verifier.renamed(origin.checkpointOrigin))
            return Published(note: note, checkpoint: checkpoint)
        } catch {
            warn("Le point de contrôle « \(source.checkpoint) » n'est pas envoyé : \(error.explanation).")
            return nil
        }
    }

    /// Ships the tiles that the checkpoint needs and the backup has not, then the checkpoint.
    mutating func shipTree(_ published: Published?, into draft: inout BackupManifest) async throws {
        guard let published, published.checkpoint.position <= draft.head.position,
            published.checkpoint.size > draft.checkpoint?.size ?? 0
        else { return }
        let tiles = Self.tiles(from: draft.checkpoint?.size ?? 0, to: published.checkpoint.size)
        for start in stride(from: 0, to: tiles.count, by: Self.tilesAtOnce) {
            let some = tiles[start..<min(start + Self.tilesAtOnce, tiles.count)]
            let read: [(TilePath, [MerkleHash])]
            do throws(TileError) {
                read = try some.map { tile throws(TileError) in (tile, try source.tiles.hashes(of: tile)) }
            } catch {
                return warn("L'arbre n'est pas envoyé. \(error.remedy)")
            }
            try await put(read)
        }
        let edge = Self.tiles(from: 0, to: draft.checkpoint?.size ?? 0).filter { !$0.range.isWhole }
        let suffix = draft.isEncrypted ? ObjectName.sealedSuffix : ""
        superseded += edge.filter { !tiles.contains($0) }.map { ObjectName.tile($0) + suffix }
        let object = try objects.prepare(ObjectName.checkpoint, published.note.bytes)
        try await objects.replace(object)
        report.moved(object.bytes.count)
        draft.checkpoint = BackupManifest.Published(
            size: published.checkpoint.size, root: published.checkpoint.root, note: published.note.encoded)
    }

    /// The whole tiles that came in between two sizes, and the right edge of the larger tree.
    static func tiles(from old: UInt64, to new: UInt64) -> [TilePath] {
        let width = UInt64(TileRange.widthMax)
        return (0..<levelsMax).flatMap { level -> [TilePath] in
            let shift = UInt64(8 * level)
            let (before, after) = (old >> shift, new >> shift)
            var tiles = (before / width..<after / width).map {
                TilePath(level: level, range: TileRange(index: $0, width: TileRange.widthMax))
            }
            if after % width > 0 {
                tiles.append(
                    TilePath(level: level, range: TileRange(index: after / width, width: Int(after % width))))
            }
            return tiles
        }
    }

    private mutating func put(_ tiles: [(TilePath, [MerkleHash])]) async throws {
        let objects = objects
        let prepared = try tiles.map { tile, hashes in
            try objects.prepare(ObjectName.tile(tile), hashes.flatMap(\.bytes))
        }
        try await withThrowingTaskGroup(of: Int?.self) { group in
            for object in prepared {
                group.addTask { try await objects.putOnce(object) ? object.bytes.count : nil }
            }
            for try await bytes in group { if let bytes { report.moved(bytes) } }
        }
    }

    mutating func warn(_ text: String) {
        if !report.warnings.contains(text) { report.warnings.append(text) }
    }
}
