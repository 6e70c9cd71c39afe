/// What a log has published of its tree: the last checkpoint and the tiles under it. Makes proofs.
public struct PublishedLog: Sendable {
    public let signed: SignedCheckpoint
    private let tiles: TileFolder

    public var checkpoint: Checkpoint { signed.checkpoint }

    /// The tree of a checkpoint, with its tiles in the log's directory.
    public init(_ signed: SignedCheckpoint, eventlog: String, files: any FileLayer) {
        self.signed = signed
        tiles = TileFolder(path: TreePlace.tiles(of: eventlog), files: files)
    }

    /// What lies in a log's directory. Whoever gets a proof checks the signature; here nobody has to have the key.
    ///
    /// - Throws: `IntegrityError.unpublished`, `.notBelieved`, `.io`.
    public init(eventlog: String, files: any FileLayer) throws(IntegrityError) {
        try self.init(checkpointFile: TreePlace.published(of: eventlog), eventlog: eventlog, files: files)
    }

    /// The tree of a checkpoint that somebody kept in a file.
    ///
    /// - Throws: `IntegrityError.unpublished`, `.notBelieved`, `.io`.
    public init(checkpointFile path: String, eventlog: String, files: any FileLayer) throws(IntegrityError) {
        let bytes = try IntegrityError.ofFiles { () throws(FileError) in
            try files.exists(path) ? try files.readWhole(path) : nil
        }
        guard let bytes else { throw .unpublished(path: path) }
        do throws(NoteError) {
            self.init(try SignedCheckpoint(trusting: try SignedNote(bytes)), eventlog: eventlog, files: files)
        } catch {
            throw .notBelieved(path: path, error)
        }
    }

    /// The proof that `record` is in the log. It holds: that is checked before it is handed out.
    ///
    /// - Parameter extra: what the file shall carry besides; nothing vouches for it.
    /// - Throws: `IntegrityError.notCovered`, `.unprovable`, `.tiles`.
    public func inclusion(of record: Record, extra: [UInt8]? = nil) throws(IntegrityError) -> TlogProof {
        guard record.position > .zero, record.position <= checkpoint.position else {
            throw .notCovered(record.position, size: checkpoint.size)
        }
        let proof = try IntegrityError.ofTiles { () throws(TileError) in
            var prover = TreeProver(size: checkpoint.size, tiles: tiles)
            return try prover.inclusion(of: record.position.rawValue - 1)
        }
        do throws(ProofError) {
            try proof.verify(leaf: MerkleTree.leaf(record.line), root: checkpoint.root)
        } catch {
            throw .unprovable(error)
        }
        return TlogProof(extra: extra, index: proof.index, hashes: proof.hashes, note: signed.note)
    }

    /// The proof that the log of `oldSize` records is a beginning of this one. It holds for the root that the tiles give to that
    /// beginning.
    ///
    /// - Throws: `IntegrityError.notCovered`, `.unprovable`, `.tiles`.
    public func update(from oldSize: UInt64) throws(IntegrityError) -> CheckpointUpdate {
        guard oldSize > 0, oldSize <= checkpoint.size else {
            throw .notCovered(LogPosition(oldSize), size: checkpoint.size)
        }
        let (proof, oldRoot) = try IntegrityError.ofTiles { () throws(TileError) in
            var old = TreeProver(size: oldSize, tiles: tiles)
            var new = TreeProver(size: checkpoint.size, tiles: tiles)
            return (try new.consistency(from: oldSize), try old.root())
        }
        do throws(ProofError) { try proof.verify(old: oldRoot, new: checkpoint.root) } catch {
            throw .unprovable(error)
        }
        return CheckpointUpdate(oldSize: oldSize, hashes: proof.hashes, note: signed.note)
    }

    /// Whether the tile belongs to the tree of the checkpoint.
    public func covers(_ tile: TilePath) -> Bool {
        let (first, isTooFar) = tile.range.index.multipliedReportingOverflow(by: UInt64(TileRange.widthMax))
        let entries = TilePath.entries(ofLevel: tile.level, size: checkpoint.size)
        return !isTooFar && first < entries && entries - first >= UInt64(tile.range.width)
    }

    /// The bytes of a tile that the checkpoint covers; of a partial one also when only the whole one is left.
    ///
    /// - Throws: `TileError`.
    public func bytes(of tile: TilePath) throws(TileError) -> [UInt8] {
        guard covers(tile) else {
            throw .beyondTree(index: tile.range.index, size: checkpoint.size)
        }
        return Tile(path: tile, hashes: try tiles.hashes(of: tile)).bytes
    }
}
