/// A part of a tree that has a root of its own: the leaves from `start` up to `end`.
///
/// The tree of the first n leaves is the subtree from 0 to n, so RFC 9162's proofs are the special case `start` = 0; the general
/// one is that of draft-ietf-plants-merkle-tree-certs, section 4, whose steps are followed here.
struct MerkleSubtree: Equatable, Sendable {
    let start: UInt64
    let end: UInt64

    /// Nil unless the leaves have a root of their own in larger trees: `start` is a multiple of the least power of two that is
    /// not below their number.
    init?(start: UInt64, end: UInt64) {
        guard start <= end else { return nil }
        let count = end - start
        if count > 1 {
            let zeros = UInt64((count - 1).leadingZeroBitCount)
            // 2^64 and above: only 0 is a multiple.
            guard zeros > 0 ? start & ((1 << (64 - zeros)) - 1) == 0 : start == 0 else { return nil }
        }
        self.start = start
        self.end = end
    }

    /// The root that a proof of inclusion leads to (RFC 9162 §2.1.3.2).
    ///
    /// - Throws: `ProofError` when the leaf is not in the subtree, or the proof is too long or too short.
    func root(of leaf: MerkleHash, at index: UInt64, proof: [MerkleHash]) throws(ProofError) -> MerkleHash {
        guard index >= start, index < end else { throw .noSuchLeaf(index: index, size: end) }
        var first = index - start
        var second = end - start - 1
        var root = leaf
        for hash in proof {
            guard second > 0 else { throw .tooLong }
            if first & 1 == 1 || first == second {
                root = MerkleTree.node(hash, root)
                while first & 1 == 0, first > 0 {
                    first >>= 1
                    second >>= 1
                }
            } else {
                root = MerkleTree.node(root, hash)
            }
            first >>= 1
            second >>= 1
        }
        guard second == 0 else { throw .tooShort }
        return root
    }

    /// Checks that this subtree, with root `own`, is part of the tree of `size` leaves with root `whole` (RFC 9162 §2.1.4.2).
    ///
    /// - Throws: `ProofError`.
    func verify(own: MerkleHash, size: UInt64, whole: MerkleHash, proof: [MerkleHash]) throws(ProofError) {
        guard end <= size else { throw .sizes(old: end, new: size) }
        guard start < end else {
            guard proof.isEmpty else { throw .tooLong }
            guard own == MerkleTree.emptyRoot else { throw .inconsistent }
            return
        }
        // The paths of the subtree's first and last leaf, and of the tree's last one, upwards.
        var first = start
        var last = end - 1
        var edge = size - 1
        func up() {
            first >>= 1
            last >>= 1
            edge >>= 1
        }
        // Up to the root of the rightmost perfect part that the subtree has: the proof begins there.
        while first != last, end == size || last & 1 == 1 { up() }
        var rest = proof[...]
        guard var ownRoot = first == last ? own : rest.popFirst() else { throw .tooShort }
        var wholeRoot = ownRoot
        for hash in rest {
            guard edge > 0 else { throw .tooLong }
            if last & 1 == 1 || last == edge {
                if first < last { ownRoot = MerkleTree.node(hash, ownRoot) }
                wholeRoot = MerkleTree.node(hash, wholeRoot)
                while last & 1 == 0, last > 0 { up() }
            } else {
                wholeRoot = MerkleTree.node(wholeRoot, hash)
            }
            up()
        }
        guard edge == 0 else { throw .tooShort }
        guard ownRoot == own, wholeRoot == whole else { throw .inconsistent }
    }
}
