import Crypto
public import Foundation

/// The hashes of RFC 6962 and RFC 9162: SHA-256, leaves and nodes told apart by their first byte.
public enum MerkleTree {
    /// The root of a tree without leaves: the hash of nothing.
    public static let emptyRoot = MerkleHash(SHA256.hash(data: Data()))

    private static let leafPrefix: [UInt8] = [0]
    private static let nodePrefix: [UInt8] = [1]

    /// The leaf of a record: its line without the line feed.
    public static func leaf(_ line: some DataProtocol) -> MerkleHash {
        var hasher = SHA256()
        hasher.update(data: leafPrefix)
        hasher.update(data: line)
        return MerkleHash(hasher.finalize())
    }

    /// The node over two subtrees.
    public static func node(_ left: MerkleHash, _ right: MerkleHash) -> MerkleHash {
        var hasher = SHA256()
        hasher.update(data: nodePrefix)
        unsafe withUnsafeBytes(of: left.words) { unsafe hasher.update(bufferPointer: $0) }
        unsafe withUnsafeBytes(of: right.words) { unsafe hasher.update(bufferPointer: $0) }
        return MerkleHash(hasher.finalize())
    }

    /// The root over `leaves`, in order.
    public static func root(ofLeaves leaves: some Sequence<MerkleHash>) -> MerkleHash {
        var frontier = MerkleFrontier()
        for leaf in leaves { frontier.append(leaf) }
        return frontier.root
    }
}
