/// Makes roots and proofs of a tree of `size` leaves from its tiles.
///
/// What it makes is as right as the tiles are: whoever hands it out verifies it against a checkpoint first.
public struct TreeProver {
    public let size: UInt64
    private let tiles: any TileReader
    /// The tiles that were read, since one proof needs several entries of each.
    private var known: [TilePath: [MerkleHash]] = [:]

    /// A tree of `size` leaves whose tiles are read in `tiles`.
    public init(size: UInt64, tiles: some TileReader) {
        self.size = size
        self.tiles = tiles
    }

    /// The root of the tree.
    ///
    /// - Throws: `TileError`.
    public mutating func root() throws(TileError) -> MerkleHash {
        size == 0 ? MerkleTree.emptyRoot : try root(from: 0, count: size)
    }

    /// The proof that the leaf at `index` is in the tree: PATH of RFC 9162 §2.1.3.1.
    ///
    /// - Throws: `TileError`.
    public mutating func inclusion(of index: UInt64) throws(TileError) -> InclusionProof {
        guard index < size else { throw .beyondTree(index: index, size: size) }
        var hashes: [MerkleHash] = []
        var start: UInt64 = 0
        var count = size
        while count > 1 {
            let left = Self.leftCount(of: count)
            if index - start < left {
                hashes.append(try root(from: start + left, count: count - left))
                count = left
            } else {
                hashes.append(try root(from: start, count: left))
                start += left
                count -= left
            }
        }
        return InclusionProof(index: index, size: size, hashes: hashes.reversed())
    }

    /// The proof that the tree continues the one of its first `oldSize` leaves: PROOF of RFC 9162 §2.1.4.1.
    ///
    /// - Throws: `TileError`.
    public mutating func consistency(from oldSize: UInt64) throws(TileError) -> ConsistencyProof {
        guard oldSize > 0, oldSize <= size else { throw .beyondTree(index: oldSize, size: size) }
        var hashes: [MerkleHash] = []
        var start: UInt64 = 0
        var count = size
        while start + count != oldSize {
            let left = Self.leftCount(of: count)
            if oldSize - start <= left {
                hashes.append(try root(from: start + left, count: count - left))
                count = left
            } else {
                hashes.append(try root(from: start, count: left))
                start += left
                count -= left
            }
        }
        // A verifier has the old root itself.
        if start > 0 { hashes.append(try root(from: start, count: count)) }
        return ConsistencyProof(oldSize: oldSize, newSize: size, hashes: hashes.reversed())
    }

    /// The largest power of two below `count`: how many leaves the left part has.
    private static func leftCount(of count: UInt64) -> UInt64 { 1 << UInt64(63 - (count - 1).leadingZeroBitCount) }

    /// MTH of `count` leaves from `start` on, which a power of two that is not below `count` divides.
    private mutating func root(from start: UInt64, count: UInt64) throws(TileError) -> MerkleHash {
        if count.nonzeroBitCount == 1 { return try perfectRoot(height: count.trailingZeroBitCount, from: start) }
        let left = Self.leftCount(of: count)
        return MerkleTree.node(
            try root(from: start, count: left), try root(from: start + left, count: count - left))
    }

    /// The root of 2^`height` leaves: an entry of a tile, or the root over some consecutive ones.
    private mutating func perfectRoot(height: Int, from start: UInt64) throws(TileError) -> MerkleHash {
        let level = height / TilePath.height
        let first = start >> UInt64(level * TilePath.height)
        let index = first / UInt64(TileRange.widthMax)
        let slot = Int(first % UInt64(TileRange.widthMax))
        let entries = try entries(level: level, index: index)
        return MerkleTree.root(ofLeaves: entries[slot..<slot + (1 << (height % TilePath.height))])
    }

    private mutating func entries(level: Int, index: UInt64) throws(TileError) -> [MerkleHash] {
        let after = TilePath.entries(ofLevel: level, size: size) - index * UInt64(TileRange.widthMax)
        let tile = TilePath(
            level: level, range: TileRange(index: index, width: Int(min(after, UInt64(TileRange.widthMax)))))
        if let entries = known[tile] { return entries }
        let entries = try tiles.hashes(of: tile)
        known[tile] = entries
        return entries
    }
}
