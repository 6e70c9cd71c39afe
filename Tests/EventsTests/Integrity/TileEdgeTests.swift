import Testing

@testable import Events

@Suite struct `The right edge in tiles` {
    /// The example of C2SP tlog-tiles: 70,000 leaves, three levels.
    @Test func `of 70,000 leaves is the one of the specification`() throws {
        let seed: UInt64 = 51
        var generator = SeededGenerator(seed: seed)
        var edge = TileEdge()
        var frontier = MerkleFrontier()
        var whole: [TilePath: [MerkleHash]] = [:]
        for _ in 0..<70_000 {
            let leaf = MerkleTree.leaf(generator.bytes(4))
            edge.append(leaf)
            frontier.append(leaf)
            for tile in edge.takeCompleted() { whole[tile.path] = tile.hashes }
        }
        #expect(edge.root == frontier.root && edge.size == 70_000, "seed \(seed)")
        #expect(edge.partials.map(\.path.text) == ["0/273.p/112", "1/001.p/17", "2/000.p/1"])
        #expect(whole.count == 273 + 1)
        #expect(edge.partials.allSatisfy { $0.hashes.count == $0.path.range.width })
        let parts = whole.merging(edge.partials.map { ($0.path, $0.hashes) }) { $1 }
        let again = try TileEdge(size: 70_000, tiles: Tiles(tiles: parts))
        #expect(again.root == edge.root && again.partials == edge.partials)
        var prover = TreeProver(size: 70_000, tiles: Tiles(tiles: parts))
        #expect(try prover.root() == edge.root)
        let proof = try prover.inclusion(of: 66_000)
        let tile = TilePath(level: 0, range: TileRange(index: 257, width: 256))
        try proof.verify(leaf: try #require(parts[tile])[66_000 - 257 * 256], root: edge.root)
    }

    private struct Tiles: TileReader {
        let tiles: [TilePath: [MerkleHash]]
        func hashes(of tile: TilePath) throws(TileError) -> [MerkleHash] {
            guard let hashes = tiles[tile] else { throw .missing(tile) }
            return hashes
        }
    }

    @Test func `has the tree's root at every size`() {
        var generator = SeededGenerator(seed: 52)
        var edge = TileEdge()
        var frontier = MerkleFrontier()
        #expect(edge.root == MerkleTree.emptyRoot)
        for size in 1...1_030 {
            let leaf = MerkleTree.leaf(generator.bytes(4))
            edge.append(leaf)
            frontier.append(leaf)
            #expect(edge.root == frontier.root, "size \(size)")
        }
    }
}
