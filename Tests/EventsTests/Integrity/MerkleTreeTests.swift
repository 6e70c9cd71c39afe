import Testing

@testable import Events

@Suite struct `The tree over the log` {
    @Test func `has the published roots`() throws {
        var frontier = MerkleFrontier()
        for (size, root) in PublishedTree.roots.enumerated() {
            let leaves = PublishedTree.leaves.prefix(size).map { MerkleTree.leaf($0) }
            #expect(MerkleTree.root(ofLeaves: leaves).hex == root)
            #expect(frontier.root.hex == root && frontier.size == UInt64(size))
            #expect(frontier.subtrees.count == size.nonzeroBitCount)
            if size < 8 { frontier.append(MerkleTree.leaf(PublishedTree.leaves[size])) }
        }
    }

    @Test func `has the published proofs, and they hold`() throws {
        let tree = NaiveTree(PublishedTree.leaves.map { MerkleTree.leaf($0) })
        for (index, size, hashes) in PublishedTree.inclusions {
            var prover = TreeProver(size: size, tiles: tree)
            let proof = try prover.inclusion(of: index)
            #expect(proof.hashes.map(\.hex) == hashes)
            try proof.verify(leaf: tree.leaves[Int(index)], root: tree.root(0..<Int(size)))
        }
        for (old, new, hashes) in PublishedTree.consistencies {
            var prover = TreeProver(size: new, tiles: tree)
            let proof = try prover.consistency(from: old)
            #expect(proof.hashes.map(\.hex) == hashes)
            try proof.verify(old: tree.root(0..<Int(old)), new: tree.root(0..<Int(new)))
        }
    }

    /// RFC 9162 §2.1.5 and C2SP merkle-tree name the nodes of a tree of seven leaves.
    @Test func `has the proofs of the specification's example`() throws {
        let tree = NaiveTree(PublishedTree.leaves.prefix(7).map { MerkleTree.leaf($0) })
        let (b, c, d, f, g) = (1, 2, 3, 5, 6)
        let nodes = tree.leaves
        let (h, i, j) = (tree.root(0..<2), tree.root(2..<4), tree.root(4..<6))
        let (k, l) = (tree.root(0..<4), tree.root(4..<7))
        var prover = TreeProver(size: 7, tiles: tree)
        #expect(try prover.inclusion(of: 0).hashes == [nodes[b], i, l])
        #expect(try prover.inclusion(of: 3).hashes == [nodes[c], h, l])
        #expect(try prover.inclusion(of: 4).hashes == [nodes[f], nodes[g], k])
        #expect(try prover.inclusion(of: 6).hashes == [j, k])
        #expect(try prover.consistency(from: 3).hashes == [nodes[c], nodes[d], h, l])
        #expect(try prover.consistency(from: 4).hashes == [l])
        #expect(try prover.consistency(from: 6).hashes == [j, nodes[g], k])
    }

    @Test func `is the one of the definition, at every size`() {
        let seed: UInt64 = 11
        var generator = SeededGenerator(seed: seed)
        let tree = NaiveTree(count: 600, with: &generator)
        var frontier = MerkleFrontier()
        for size in 0...tree.leaves.count {
            if size < 80 || size % 37 == 0 || (254...258).contains(size) || (510...514).contains(size) {
                #expect(frontier.root == tree.root(0..<size), "seed \(seed), size \(size)")
            }
            if size < tree.leaves.count { frontier.append(tree.leaves[size]) }
        }
    }

    @Test func `takes whole subtrees for their leaves`() {
        let seed: UInt64 = 12
        var generator = SeededGenerator(seed: seed)
        let tree = NaiveTree(count: 64 + 16 + 2, with: &generator)
        var frontier = MerkleFrontier()
        frontier.append(subtree: tree.root(0..<64), height: 6)
        frontier.append(subtree: tree.root(64..<80), height: 4)
        for leaf in tree.leaves[80...] { frontier.append(leaf) }
        #expect(frontier.size == 82 && frontier.root == tree.root(0..<82), "seed \(seed)")
    }

    @Test func `tells leaves from nodes`() {
        let leaves = [MerkleTree.leaf([1]), MerkleTree.leaf([2])]
        let node = MerkleTree.node(leaves[0], leaves[1])
        #expect(MerkleTree.leaf(leaves[0].bytes + leaves[1].bytes) != node)
        #expect(MerkleTree.leaf([1] + leaves[0].bytes + leaves[1].bytes) != node)
    }

    @Test func `has hashes with one text form each`() throws {
        let hash = MerkleTree.leaf([1, 2, 3])
        #expect(MerkleHash(base64: hash.base64) == hash && MerkleHash(bytes: hash.bytes) == hash)
        #expect(hash.hex.count == 64 && hash.bytes.count == 32)
        // The last digit carries two bits that no byte has.
        let text = hash.base64
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        let last = try #require(digits.firstIndex(of: text[text.index(text.endIndex, offsetBy: -2)]))
        for other in 0..<4 where other != last % 4 {
            #expect(MerkleHash(base64: text.dropLast(2) + String(digits[last / 4 * 4 + other]) + "=") == nil)
        }
        for bad in ["", String(text.dropLast()), text + "=", text + "\n", " " + text, text.dropLast(4) + "===="] {
            #expect(MerkleHash(base64: bad) == nil, "\(bad)")
        }
        #expect(MerkleHash(bytes: [UInt8](repeating: 0, count: 31)) == nil)
    }
}
