import Testing

@testable import Events

@Suite struct `A proof` {
    /// Sizes around powers of two and of tiles, and others.
    private static func sizes(_ generator: inout SeededGenerator) -> [Int] {
        [1, 2, 3, 4, 5, 7, 8, 9, 255, 256, 257, 511, 512, 513]
            + (0..<6).map { _ in Int(generator.next() % 1_500) + 1 }
    }

    @Test func `of a random leaf of a random tree holds`() throws {
        let seed: UInt64 = 21
        var generator = SeededGenerator(seed: seed)
        for size in Self.sizes(&generator) {
            let tree = NaiveTree(count: size, with: &generator)
            let root = tree.root(0..<size)
            var prover = TreeProver(size: UInt64(size), tiles: tree)
            #expect(try prover.root() == root, "seed \(seed), size \(size)")
            for index in Set([0, size - 1, size / 2] + (0..<8).map { _ in Int(generator.next() % UInt64(size)) }) {
                let proof = try prover.inclusion(of: UInt64(index))
                #expect(throws: Never.self, "seed \(seed), \(index) of \(size)") {
                    try proof.verify(leaf: tree.leaves[index], root: root)
                }
                for (other, leaf) in tree.leaves.enumerated().prefix(300) where other != index {
                    #expect(throws: ProofError.self) { try proof.verify(leaf: leaf, root: root) }
                }
            }
        }
    }

    @Test func `from a random size to a random size holds`() throws {
        let seed: UInt64 = 22
        var generator = SeededGenerator(seed: seed)
        for new in Self.sizes(&generator) {
            let tree = NaiveTree(count: new, with: &generator)
            let root = tree.root(0..<new)
            var prover = TreeProver(size: UInt64(new), tiles: tree)
            for old in Set([1, new, (new + 1) / 2] + (0..<8).map { _ in Int(generator.next() % UInt64(new)) + 1 }) {
                let proof = try prover.consistency(from: UInt64(old))
                let oldRoot = tree.root(0..<old)
                #expect(throws: Never.self, "seed \(seed), \(old) to \(new)") {
                    try proof.verify(old: oldRoot, new: root)
                }
                if old > 1 {
                    var rewritten = tree.leaves
                    rewritten[Int(generator.next() % UInt64(old))] = MerkleTree.leaf([0xFF])
                    let other = NaiveTree(rewritten).root(0..<old)
                    #expect(throws: ProofError.self) { try proof.verify(old: other, new: root) }
                }
            }
        }
    }

    /// Any bit of any hash, of the leaf and of the root; any other index; a hash more or less.
    @Test func `with a flipped bit does not hold`() throws {
        let seed: UInt64 = 23
        var generator = SeededGenerator(seed: seed)
        for size in [2, 7, 300] {
            let tree = NaiveTree(count: size, with: &generator)
            let root = tree.root(0..<size)
            var prover = TreeProver(size: UInt64(size), tiles: tree)
            let index = Int(generator.next() % UInt64(size))
            let proof = try prover.inclusion(of: UInt64(index))
            let leaf = tree.leaves[index]
            func fails(_ proof: InclusionProof, _ leaf: MerkleHash, _ root: MerkleHash) {
                #expect(throws: ProofError.self, "seed \(seed), size \(size)") {
                    try proof.verify(leaf: leaf, root: root)
                }
            }
            for bit in 0..<256 {
                fails(proof, try #require(leaf.flipping(bit)), root)
                fails(proof, leaf, try #require(root.flipping(bit)))
                for place in proof.hashes.indices {
                    var hashes = proof.hashes
                    hashes[place] = try #require(hashes[place].flipping(bit))
                    fails(InclusionProof(index: proof.index, size: proof.size, hashes: hashes), leaf, root)
                }
            }
            for bit in 0..<64 {
                let other = proof.index ^ 1 << UInt64(bit)
                fails(InclusionProof(index: other, size: proof.size, hashes: proof.hashes), leaf, root)
            }
            fails(InclusionProof(index: proof.index, size: proof.size, hashes: proof.hashes.dropLast()), leaf, root)
            fails(InclusionProof(index: proof.index, size: proof.size, hashes: proof.hashes + [root]), leaf, root)
        }
    }

    @Test func `of consistency with a flipped bit does not hold`() throws {
        let seed: UInt64 = 24
        var generator = SeededGenerator(seed: seed)
        for (old, new) in [(1, 2), (3, 7), (4, 7), (200, 300)] {
            let tree = NaiveTree(count: new, with: &generator)
            let (oldRoot, root) = (tree.root(0..<old), tree.root(0..<new))
            var prover = TreeProver(size: UInt64(new), tiles: tree)
            let proof = try prover.consistency(from: UInt64(old))
            func fails(_ hashes: [MerkleHash], _ old: MerkleHash, _ new: MerkleHash) {
                let proof = ConsistencyProof(oldSize: proof.oldSize, newSize: proof.newSize, hashes: hashes)
                #expect(throws: ProofError.self, "seed \(seed)") { try proof.verify(old: old, new: new) }
            }
            for bit in 0..<256 {
                fails(proof.hashes, try #require(oldRoot.flipping(bit)), root)
                fails(proof.hashes, oldRoot, try #require(root.flipping(bit)))
                for place in proof.hashes.indices {
                    var hashes = proof.hashes
                    hashes[place] = try #require(hashes[place].flipping(bit))
                    fails(hashes, oldRoot, root)
                }
            }
            fails(proof.hashes.dropLast(), oldRoot, root)
            fails(proof.hashes + [root], oldRoot, root)
        }
    }

    @Test func `of what is not in the tree is not made`() throws {
        var generator = SeededGenerator(seed: 25)
        let tree = NaiveTree(count: 5, with: &generator)
        var prover = TreeProver(size: 5, tiles: tree)
        #expect(throws: TileError.beyondTree(index: 5, size: 5)) { try prover.inclusion(of: 5) }
        #expect(throws: TileError.beyondTree(index: 6, size: 5)) { try prover.consistency(from: 6) }
        #expect(throws: TileError.beyondTree(index: 0, size: 5)) { try prover.consistency(from: 0) }
        var empty = TreeProver(size: 0, tiles: tree)
        #expect(try empty.root() == MerkleTree.emptyRoot)
        #expect(throws: TileError.self) { try empty.inclusion(of: 0) }
    }
}
