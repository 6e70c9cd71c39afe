/// A record as a leaf of the tree.
struct Leaf: Equatable, Sendable {
    let hash: MerkleHash
    /// Whether a commit ends here: checkpoints cover whole commits.
    let endsCommit: Bool
}

extension LineChunk {
    /// The leaves of the chunk's lines, in order. A line whose own checksum is wrong is never hashed.
    ///
    /// - Throws: `EventLogError.corrupt` at the first line that is not what it should be.
    func leaves() throws(EventLogError) -> [Leaf] {
        var leaves: [Leaf] = []
        leaves.reserveCapacity(bytes.count / 320)
        try forEachLine { range throws(RecordDefect) in
            let (position, commit) = try RecordParser.opening(bytes.span, range)
            leaves.append(Leaf(hash: MerkleTree.leaf(bytes[range]), endsCommit: commit == position))
            return position
        }
        return leaves
    }
}
