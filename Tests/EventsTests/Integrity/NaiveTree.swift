import Crypto

@testable import Events

/// The tree as RFC 9162 §2.1.1 defines it, word for word and without any shortcut; it is also where tests read tiles.
struct NaiveTree: TileReader {
    let leaves: [MerkleHash]

    init(_ leaves: [MerkleHash]) { self.leaves = leaves }

    /// A tree of `count` leaves that depend on the seed.
    init(count: Int, with generator: inout SeededGenerator) {
        leaves = (0..<count).map { _ in MerkleTree.leaf(generator.bytes(8)) }
    }

    func root(_ range: Range<Int>) -> MerkleHash {
        guard !range.isEmpty else { return MerkleHash(SHA256.hash(data: [UInt8]())) }
        guard range.count > 1 else { return leaves[range.lowerBound] }
        var half = 1
        while half * 2 < range.count { half *= 2 }
        let middle = range.lowerBound + half
        return MerkleHash(
            SHA256.hash(data: [1] + root(range.lowerBound..<middle).bytes + root(middle..<range.upperBound).bytes))
    }

    func hashes(of tile: TilePath) throws(TileError) -> [MerkleHash] {
        var leavesEach = 1
        for _ in 0..<tile.level { leavesEach *= TileRange.widthMax }
        let first = Int(tile.range.index) * TileRange.widthMax
        guard (first + tile.range.width) * leavesEach <= leaves.count else { throw .missing(tile) }
        return (first..<first + tile.range.width).map { root($0 * leavesEach..<($0 + 1) * leavesEach) }
    }
}

extension MerkleHash {
    /// The same hash with one bit flipped.
    func flipping(_ bit: Int) -> MerkleHash? {
        var bytes = bytes
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        return MerkleHash(bytes: bytes)
    }
}
