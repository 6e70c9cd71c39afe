/// The right edge of a tree in tiles: at each level the entries of the last tile, as long as it is not whole.
///
/// It is all that is needed to go on appending, and to say the root.
public struct TileEdge: Sendable {
    public private(set) var size: UInt64 = 0
    private var levels: [[MerkleHash]] = []
    /// Tiles that became whole and were not taken yet.
    private var completed: [Tile] = []

    /// A tree without leaves.
    public init() {}

    /// The edge of a tree of `size` leaves, read from its tiles.
    ///
    /// - Throws: `TileError`; whether the tiles are the right ones, `root` tells.
    public init(size: UInt64, tiles: some TileReader) throws(TileError) {
        self.size = size
        var level = 0
        while TilePath.entries(ofLevel: level, size: size) > 0 {
            let tile = TilePath.edge(ofLevel: level, size: size)
            levels.append(try tile.map { tile throws(TileError) in try tiles.hashes(of: tile) } ?? [])
            level += 1
        }
    }

    /// Appends one leaf.
    public mutating func append(_ leaf: MerkleHash) {
        size += 1
        append(leaf, level: 0)
    }

    private mutating func append(_ hash: MerkleHash, level: Int) {
        if level == levels.count { levels.append([]) }
        levels[level].append(hash)
        guard levels[level].count == TileRange.widthMax else { return }
        let hashes = levels[level]
        levels[level] = []
        let index = TilePath.entries(ofLevel: level + 1, size: size) - 1
        completed.append(
            Tile(
                path: TilePath(level: level, range: TileRange(index: index, width: TileRange.widthMax)),
                hashes: hashes))
        append(MerkleTree.root(ofLeaves: hashes), level: level + 1)
    }

    /// The whole tiles since the last call, each before those that stand on it.
    public mutating func takeCompleted() -> [Tile] {
        defer { completed = [] }
        return completed
    }

    /// The tiles that are not whole.
    public var partials: [Tile] {
        levels.enumerated().compactMap { level, hashes in
            TilePath.edge(ofLevel: level, size: size).map { Tile(path: $0, hashes: hashes) }
        }
    }

    /// The root of the tree.
    public var root: MerkleHash {
        var frontier = MerkleFrontier()
        for (level, hashes) in levels.enumerated().reversed() {
            for hash in hashes { frontier.append(subtree: hash, height: level * TilePath.height) }
        }
        return frontier.root
    }
}
