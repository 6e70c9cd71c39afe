/// Signing where several nodes have the same log.
extension TreeIntegrator {
    /// What stands for a file's path in messages.
    private static let boardName = "eventlog.checkpoints"

    /// Whether other nodes sign too.
    public var isShared: Bool { board != nil }

    /// One step: first up to what another node has signed, then, if it is this node's turn, further.
    func step(
        _ turn: inout Turn, _ head: LogPosition, _ recordsMax: Int, on board: any CheckpointBoard
    ) throws(IntegrityError) -> Bool {
        if let posted = try posted(on: board), try follow(posted, recordsMax, &turn) { return true }
        // Ahead of the board: what was signed here could not be posted.
        guard head.rawValue > turn.edge.size || signed != nil && turn.mustPost else { return false }
        var hasMore = false
        var new: SignedCheckpoint?
        _ = try board.turn(of: signer.name) { note throws(IntegrityError) in
            let posted = try self.believed(note)?.checkpoint.size ?? 0
            guard posted <= turn.edge.size else {
                hasMore = true
                return nil
            }
            if head.rawValue > turn.edge.size {
                new = try self.sign(through: head, recordsMax, &turn)
                turn.mustPost = true
            } else if posted < turn.edge.size {
                new = self.signed
            } else {
                turn.mustPost = false
            }
            return new
        }
        guard let new else { return hasMore }
        turn.mustPost = false
        try publish(new, &turn)
        return new.checkpoint.position < head
    }

    /// Brings this node's tree up to another's checkpoint, and takes it over when both come to the same root.
    ///
    /// - Returns: whether there is more to do.
    /// - Throws: `IntegrityError.differs`, `.forked`: the other node has another history under its signature.
    private func follow(
        _ posted: SignedCheckpoint, _ recordsMax: Int, _ turn: inout Turn
    ) throws(IntegrityError) -> Bool {
        let size = posted.checkpoint.size
        if size <= turn.edge.size {
            try check(posted.checkpoint, turn)
            return false
        }
        var edge = turn.edge
        try append(to: &edge, posted.checkpoint.position, recordsMax, &turn.store)
        guard edge.size == size else {
            // Nothing is signed for these yet, and the tiles that are whole stay.
            turn.edge = edge
            return edge.size < size
        }
        guard edge.root == posted.checkpoint.root else { throw .differs(signed: posted.checkpoint, position: nil) }
        try writePartials(of: edge, &turn.store)
        try take(posted, edge, &turn)
        try publish(posted, &turn)
        return false
    }

    /// Whether this node's tree has grown out of the posted one.
    private func check(_ posted: Checkpoint, _ turn: Turn) throws(IntegrityError) {
        guard let signed, posted != signed.checkpoint, posted.size > 0 else { return }
        let root: MerkleHash
        if posted.size == turn.edge.size {
            root = turn.edge.root
        } else if posted.size > signed.checkpoint.size {
            return
        } else {
            root = try IntegrityError.ofTiles { () throws(TileError) in
                var prover = TreeProver(size: posted.size, tiles: turn.store.folder)
                return try prover.root()
            }
        }
        guard root == posted.root else { throw .forked(posted, signed.checkpoint) }
    }

    /// The last checkpoint on the board.
    func posted(on board: any CheckpointBoard) throws(IntegrityError) -> SignedCheckpoint? {
        try believed(try board.last(of: signer.name))
    }

    private func believed(_ note: [UInt8]?) throws(IntegrityError) -> SignedCheckpoint? {
        guard let note else { return nil }
        do throws(NoteError) {
            return try SignedCheckpoint(try SignedNote(note), by: verifier)
        } catch {
            throw .notBelieved(path: Self.boardName, error)
        }
    }
}
