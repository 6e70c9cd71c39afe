/// The right edge of a tree that grows: the roots of the perfect subtrees that it is made of, and nothing else.
///
/// A tree of `size` leaves has one perfect subtree for each 1 among the binary digits of `size`, the largest first. They are all
/// that is needed to append leaves and to say the root (a *compact range*).
public struct MerkleFrontier: Equatable, Sendable {
    /// How many leaves the tree has.
    public private(set) var size: UInt64 = 0
    /// The roots of the perfect subtrees, the largest first.
    public private(set) var subtrees: [MerkleHash] = []

    /// A tree without leaves.
    public init() {}

    /// A tree that was kept as its size and the roots of its perfect subtrees; nil when the two do not fit.
    public init?(size: UInt64, subtrees: [MerkleHash]) {
        guard subtrees.count == size.nonzeroBitCount else { return nil }
        self.size = size
        self.subtrees = subtrees
    }

    /// Appends one leaf.
    public mutating func append(_ leaf: MerkleHash) { append(subtree: leaf, height: 0) }

    /// Appends a perfect subtree of 2^`height` leaves; `size` must be a multiple of that.
    mutating func append(subtree: MerkleHash, height: Int) {
        precondition(
            size & ((1 << UInt64(height)) - 1) == 0, "a tree of \(size) takes no subtree of height \(height)")
        var hash = subtree
        var digits = size >> UInt64(height)
        while digits & 1 == 1 {
            hash = MerkleTree.node(subtrees.removeLast(), hash)
            digits >>= 1
        }
        subtrees.append(hash)
        size += 1 << UInt64(height)
    }

    /// The root of the tree.
    public var root: MerkleHash {
        guard var root = subtrees.last else { return MerkleTree.emptyRoot }
        for subtree in subtrees.dropLast().reversed() { root = MerkleTree.node(subtree, root) }
        return root
    }
}
