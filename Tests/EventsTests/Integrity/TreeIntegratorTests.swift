import Testing

@testable import Events

@Suite struct `Integrating a log` {
    @Test(arguments: [1, 2, 255, 256, 257, 512, 700])
    func `gives its tiles and a checkpoint that the key signed`(_ count: Int) throws {
        let tree = try SampleTree(records: count)
        let checkpoint = try tree.integrate()
        #expect(checkpoint.origin == "exemple.fr/essai/1" && checkpoint.size == UInt64(count))
        #expect(try tree.faults() == [])
        #expect(try tree.folder.files().keys.allSatisfy { !$0.hasSuffix(".tmp") })
    }

    @Test func `as it grows gives the same tiles as at once, and drops partial ones when the whole one is there`()
        throws
    {
        let seed: UInt64 = 61
        var generator = SeededGenerator(seed: seed)
        let tree = try SampleTree(records: 0)
        var integrator = try tree.integrator()
        #expect(try !integrator.step() && integrator.signed == nil)
        var notes: [SignedCheckpoint] = []
        while tree.log.lines.count < 900 {
            try tree.log.grow(to: tree.log.lines.count + Int(generator.next() % 90) + 1, seed: 2)
            try integrator.catchUp()
            #expect(try tree.faults() == [], "seed \(seed)")
            notes.append(try #require(integrator.signed))
            if generator.next() % 3 == 0 {
                integrator = try tree.integrator()
                #expect(integrator.notices == [])
                #expect(try !integrator.step())
            }
        }
        let tiles = TileFolder(path: tree.place.tiles, files: POSIXFiles())
        let whole = NaiveTree(tree.log.leaves)
        for note in notes {
            // Every checkpoint that was ever published is a beginning of the tree, and can still be proved so.
            var prover = TreeProver(size: note.checkpoint.size, tiles: tiles)
            #expect(try prover.root() == note.checkpoint.root, "seed \(seed)")
            try tree.publishedLog().update(from: note.checkpoint.size).verify(old: note.checkpoint, by: tree.verifier)
            let edge = TilePath.edge(ofLevel: 0, size: note.checkpoint.size)
            if let edge { #expect(try tiles.hashes(of: edge) == whole.hashes(of: edge)) }
        }
    }

    @Test func `in small steps ends each with a commit`() throws {
        let tree = try SampleTree(records: 300)
        let integrator = try tree.integrator()
        var sizes: [Int] = []
        var hasMore = true
        while hasMore {
            hasMore = try integrator.step(recordsMax: 100)
            sizes.append(Int(try #require(integrator.signed).checkpoint.size))
            #expect(integrator.pending == 300 - sizes[sizes.count - 1])
        }
        #expect(sizes.count == 3 && sizes.last == 300)
        for size in sizes {
            let record = try tree.log.record(at: LogPosition(UInt64(size)))
            #expect(record.commit == record.position)
        }
        #expect(try tree.faults() == [])
    }

    @Test func `never covers a line whose checksum is wrong`() throws {
        let tree = try SampleTree(records: 10)
        try tree.integrate()
        try tree.log.grow(to: 20, seed: 3)
        tree.log.lines[14][200] ^= 1
        let integrator = try tree.integrator()
        #expect { try integrator.step() } throws: { error in
            guard case .log(.corrupt(let damage)) = error as? IntegrityError else { return false }
            return damage.position == LogPosition(15)
        }
        #expect(try tree.published().size == 10)
    }

    @Test func `makes proofs of every record and of every beginning`() throws {
        let tree = try SampleTree(records: 530)
        try tree.integrate()
        let published = try tree.publishedLog()
        for position in stride(from: 1, through: 530, by: 7) {
            let record = try tree.log.record(at: LogPosition(UInt64(position)))
            let proof = try TlogProof(try published.inclusion(of: record).text.utf8)
            #expect(try proof.verify(leaf: MerkleTree.leaf(record.line), by: tree.verifier).size == 530)
            let update = try published.update(from: UInt64(position))
            let root = NaiveTree(tree.log.leaves).root(0..<position)
            let old = Checkpoint(origin: tree.origin.checkpointOrigin, size: UInt64(position), root: root)
            try update.verify(old: old, by: tree.verifier)
        }
        try tree.log.grow(to: 531, seed: 4)
        let beyond = try tree.log.record(at: LogPosition(531))
        #expect(throws: IntegrityError.notCovered(LogPosition(531), size: 530)) {
            try published.inclusion(of: beyond)
        }
        #expect(throws: IntegrityError.self) { try published.update(from: 531) }
        #expect(throws: IntegrityError.self) { try published.update(from: 0) }
    }

    @Test func `answers a partial tile that was superseded, and none that the checkpoint does not cover`() throws {
        let tree = try SampleTree(records: 200)
        try tree.integrate()
        try tree.log.grow(to: 300, seed: 5)
        try tree.integrate()
        let published = try tree.publishedLog()
        let whole = try published.bytes(of: try #require(TilePath("0/000")))
        #expect(whole.count == 8_192 && whole == tree.log.leaves.prefix(256).flatMap(\.bytes))
        #expect(try published.bytes(of: try #require(TilePath("0/000.p/200"))) == Array(whole.prefix(200 * 32)))
        #expect(try published.bytes(of: try #require(TilePath("0/001.p/44"))).count == 44 * 32)
        #expect(try published.bytes(of: try #require(TilePath("0/001.p/40"))).count == 40 * 32)
        #expect(try published.bytes(of: try #require(TilePath("1/000.p/1"))).count == 32)
        for text in ["0/001.p/45", "0/001", "0/002.p/1", "1/000.p/2", "1/001.p/1", "2/000.p/1", "63/000.p/1"] {
            let path = try #require(TilePath(text))
            #expect(throws: TileError.self, "\(text)") { try published.bytes(of: path) }
        }
        let far = TilePath(level: 0, range: TileRange(index: .max, width: 1))
        #expect(!published.covers(far))
    }

    @Test func `says so when nothing is published`() throws {
        let tree = try SampleTree(records: 1)
        #expect(throws: IntegrityError.unpublished(path: tree.place.published)) { try tree.publishedLog() }
    }
}
