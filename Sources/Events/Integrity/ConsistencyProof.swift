/// The proof that a tree is what an older one was, with leaves appended (RFC 9162 §2.1.4).
public struct ConsistencyProof: Hashable, Sendable {
    /// How many leaves the older tree has; at least one.
    public let oldSize: UInt64
    public let newSize: UInt64
    public let hashes: [MerkleHash]

    /// Gathers the members.
    public init(oldSize: UInt64, newSize: UInt64, hashes: [MerkleHash]) {
        self.oldSize = oldSize
        self.newSize = newSize
        self.hashes = hashes
    }

    /// Checks that the tree with root `new` continues the one with root `old`.
    ///
    /// - Throws: `ProofError`. An older tree without leaves is refused: every tree continues it, so it proves nothing.
    public func verify(old: MerkleHash, new: MerkleHash) throws(ProofError) {
        guard oldSize > 0, oldSize <= newSize, let tree = MerkleSubtree(start: 0, end: oldSize) else {
            throw .sizes(old: oldSize, new: newSize)
        }
        try tree.verify(own: old, size: newSize, whole: new, proof: hashes)
    }
}
