/// Makes the tiles of a signed tree anew from the log.
struct TileRebuild {
    let log: any LogReader

    /// Writes every tile of the tree that `checkpoint` speaks of. The log is read twice: nothing is written before its root is
    /// known to be the signed one.
    ///
    /// - Throws: `IntegrityError.differs` when the log has another root.
    func run(_ checkpoint: Checkpoint, into store: inout TileStore) throws(IntegrityError) -> TileEdge {
        var edge = TileEdge()
        try read(checkpoint, into: &edge) { _ throws(FileError) in }
        guard edge.root == checkpoint.root else { throw .differs(signed: checkpoint, position: nil) }
        edge = TileEdge()
        try IntegrityError.ofFiles { () throws(FileError) in try store.clear() }
        try read(checkpoint, into: &edge) { tile throws(FileError) in try store.write(tile) }
        try IntegrityError.ofFiles { () throws(FileError) in
            for tile in edge.partials { try store.write(tile) }
            try store.sync()
        }
        return edge
    }

    private func read(
        _ checkpoint: Checkpoint, into edge: inout TileEdge, _ write: (Tile) throws(FileError) -> Void
    ) throws(IntegrityError) {
        while edge.size < checkpoint.size {
            let leaves = try log.leaves(after: LogPosition(edge.size))
            for leaf in leaves.prefix(Int(clamping: checkpoint.size - edge.size)) { edge.append(leaf.hash) }
            let whole = edge.takeCompleted()
            try IntegrityError.ofFiles { () throws(FileError) in for tile in whole { try write(tile) } }
        }
    }
}

extension LogReader {
    /// Some leaves after `position`, at least one; there must be one.
    func leaves(after position: LogPosition) throws(IntegrityError) -> [Leaf] {
        try IntegrityError.ofLog { () throws(EventLogError) in
            let leaves = try lines(after: position, bytesMax: Self.chunkBytes).leaves()
            guard !leaves.isEmpty else { throw .noSuchRecord(position.next) }
            return leaves
        }
    }
}
