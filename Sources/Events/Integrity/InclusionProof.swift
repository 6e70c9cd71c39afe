/// The proof that a leaf stands at an index of a tree (RFC 9162 §2.1.3).
public struct InclusionProof: Hashable, Sendable {
    /// From 0: a record's position less one.
    public let index: UInt64
    /// How many leaves the tree has.
    public let size: UInt64
    /// The roots beside the way up, from the leaf's neighbour on.
    public let hashes: [MerkleHash]

    /// Gathers the members.
    public init(index: UInt64, size: UInt64, hashes: [MerkleHash]) {
        self.index = index
        self.size = size
        self.hashes = hashes
    }

    /// Checks that `leaf` stands at the index of the tree with this root.
    ///
    /// - Throws: `ProofError`.
    public func verify(leaf: MerkleHash, root: MerkleHash) throws(ProofError) {
        guard let tree = MerkleSubtree(start: 0, end: size) else { throw .noSuchLeaf(index: index, size: size) }
        guard try tree.root(of: leaf, at: index, proof: hashes) == root else { throw .rootDiffers }
    }
}
