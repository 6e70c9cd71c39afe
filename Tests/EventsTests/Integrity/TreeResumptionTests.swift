import Testing

@testable import Events

/// What a start finds, and whether it goes on: nothing is ever signed that contradicts what was signed before.
@Suite struct `Taking a tree up again` {
    /// 600 records, integrated at 250, 400 and 600.
    private func sample() throws -> SampleTree {
        let tree = try SampleTree(records: 250)
        try tree.integrate()
        for count in [400, 600] {
            try tree.log.grow(to: count, seed: 7)
            try tree.integrate()
        }
        return tree
    }

    @Test func `changes nothing when all is well`() throws {
        let tree = try sample()
        let before = try tree.folder.files()
        let integrator = try tree.integrator()
        #expect(integrator.notices == [])
        #expect(try !integrator.step())
        #expect(try tree.folder.files() == before)
    }

    @Test func `makes tiles that are gone or damaged anew`() throws {
        let edges = ["log/tiles/0/002.p/88", "log/tiles/1/000.p/2"]
        for name in edges {
            let tree = try sample()
            try tree.folder.remove(name)
            #expect(try tree.integrator().notices == [.tilesRebuilt(upTo: 600, .missing(path(name)))])
            #expect(try tree.faults() == [])
            try tree.folder.write(Array(try tree.folder.read(name).dropLast()), to: name)
            #expect(try tree.integrator().notices == [.tilesRebuilt(upTo: 600, .malformed(path(name)))])
            #expect(try tree.faults() == [])
        }
        let tree = try sample()
        for name in edges {
            for bit in stride(from: 0, to: try tree.folder.read(name).count * 8, by: 101) {
                try tree.flip(bit, of: name)
                #expect(try tree.integrator().notices == [.tilesRebuilt(upTo: 600, nil)], "\(name) \(bit)")
            }
        }
        #expect(try tree.faults() == [])
    }

    private func path(_ name: String) throws -> TilePath {
        try #require(TilePath(String(name.dropFirst("log/tiles/".count))))
    }

    /// A start does not read whole tiles; whoever needs one notices.
    @Test func `leaves a damaged whole tile to those who make proofs, who notice`() throws {
        let tree = try sample()
        try tree.flip(4_321, of: "log/tiles/0/000")
        #expect(try tree.integrator().notices == [])
        let record = try tree.log.record(at: LogPosition(1))
        #expect(throws: IntegrityError.unprovable(.rootDiffers)) { try tree.publishedLog().inclusion(of: record) }
        try tree.folder.remove("log/tiles/0/000")
        #expect(throws: IntegrityError.tiles(.missing(try #require(TilePath("0/000"))))) {
            try tree.publishedLog().inclusion(of: record)
        }
        var store = TileStore(TileFolder(path: tree.place.tiles, files: POSIXFiles()))
        _ = try TileRebuild(log: tree.log).run(try tree.published(), into: &store)
        #expect(try tree.faults() == [])
        _ = try tree.publishedLog().inclusion(of: record)
    }

    @Test func `puts a damaged copy of the checkpoint right from the other one`() throws {
        let tree = try sample()
        let good = try tree.folder.read("log/checkpoint")
        for name in ["log/checkpoint", "data/signed-checkpoint"] {
            for bit in stride(from: 0, to: good.count * 8, by: 5) {
                try tree.flip(bit, of: name)
                let integrator = try tree.integrator()
                guard case .copyReplaced(let path, _) = integrator.notices.first else {
                    Issue.record("bit \(bit) of \(name): \(integrator.notices)")
                    continue
                }
                #expect(path == tree.folder.path + "/" + name)
                _ = try integrator.step()
                #expect(try tree.folder.read(name) == good, "bit \(bit) of \(name)")
            }
            try tree.folder.remove(name)
            _ = try tree.integrator().step()
            #expect(try tree.folder.read(name) == good)
        }
    }

    @Test func `is refused when no copy can be believed`() throws {
        let tree = try sample()
        let good = try tree.folder.files()
        let unsigned = Array(try tree.published().text.utf8)
        let other = NoteSigner(name: tree.origin.checkpointOrigin, key: .random())
        let forged = try other.sign(try tree.published().text).bytes
        for bad in [[], unsigned, unsigned + [0x0A], forged, Array(repeating: 0, count: 300)] {
            try tree.folder.write(bad, to: "log/checkpoint")
            try tree.folder.write(bad, to: "data/signed-checkpoint")
            let before = try tree.folder.files()
            #expect { try tree.integrator() } throws: { isNotBelieved($0) }
            try tree.folder.remove("data/signed-checkpoint")
            #expect { try tree.integrator() } throws: { isNotBelieved($0) }
            try tree.folder.write(bad, to: "data/signed-checkpoint")
            #expect(try tree.folder.files() == before)
        }
        for (name, bytes) in good { try tree.folder.write(bytes, to: name) }
        // The key was swapped.
        #expect { try tree.integrator(key: .random()) } throws: { isNotBelieved($0) }
        #expect(try tree.folder.files() == good)
        #expect(try tree.integrator().notices == [])
    }

    private func isNotBelieved(_ error: any Error) -> Bool {
        guard case .notBelieved(_, _) = error as? IntegrityError else { return false }
        return (error as? IntegrityError)?.remedy.contains("« Restaurer »") == true
    }

    @Test func `of a log that was rolled back is refused`() throws {
        let tree = try sample()
        let signed = try tree.published()
        tree.log.lines.removeLast(1)
        let before = try tree.folder.files()
        let error = #expect(throws: IntegrityError.self) { try tree.integrator() }
        #expect(error == .endsBelow(head: LogPosition(599), signed: signed))
        #expect(error?.remedy.contains("RUNBOOK, « Restaurer »") == true)
        // It grew again since: the same number of records, and others.
        try tree.log.grow(to: 700, seed: 8)
        #expect(throws: IntegrityError.differs(signed: signed, position: LogPosition(600))) { try tree.integrator() }
        tree.log.lines.removeLast(400)
        try tree.log.grow(to: 700, seed: 9)
        #expect { try tree.integrator() } throws: { isDifferent($0) }
        #expect(try tree.folder.files() == before)
    }

    private func isDifferent(_ error: any Error) -> Bool {
        if case .differs = error as? IntegrityError { true } else { false }
    }

    /// The log, its tiles and its checkpoint are a consistent older state: only the signer's own copy tells.
    @Test func `of a directory that was rolled back as a whole is refused`() throws {
        let tree = try SampleTree(records: 250)
        try tree.integrate()
        let old = try tree.folder.files().filter { $0.key.hasPrefix("log/") }
        let oldLines = tree.log.lines
        try tree.log.grow(to: 400, seed: 7)
        let signed = try tree.integrate()
        let pinned = try tree.publishedLog().signed.checkpoint
        for name in try tree.folder.files().keys where name.hasPrefix("log/") { try tree.folder.remove(name) }
        for (name, bytes) in old { try tree.folder.write(bytes, to: name) }
        tree.log.lines = oldLines
        #expect(throws: IntegrityError.endsBelow(head: LogPosition(250), signed: signed)) { try tree.integrator() }
        // Negative control: without that copy nothing here can tell, and whoever kept a checkpoint still can.
        try tree.folder.remove("data/signed-checkpoint")
        try tree.log.grow(to: 500, seed: 8)
        try tree.integrate()
        let update = try tree.publishedLog().update(from: pinned.size)
        #expect(throws: ProofError.inconsistent) { try update.verify(old: pinned, by: tree.verifier) }
    }

    @Test func `of a log in which a record was forged is refused where it is looked at`() throws {
        let tree = try sample()
        let signed = try tree.published()
        let lines = tree.log.lines
        for position in [513, 550, 600] {
            tree.log.lines = lines
            try tree.log.forge(position)
            #expect(throws: IntegrityError.differs(signed: signed, position: LogPosition(UInt64(position)))) {
                try tree.integrator()
            }
        }
        // Further down a start does not look; a full check, and a proof of the record, do.
        tree.log.lines = lines
        try tree.log.forge(100)
        #expect(try tree.integrator().notices == [])
        let forged = try tree.log.record(at: LogPosition(100))
        #expect(throws: IntegrityError.unprovable(.rootDiffers)) { try tree.publishedLog().inclusion(of: forged) }
        let files = try tree.folder.files()
        var store = TileStore(TileFolder(path: tree.place.tiles, files: POSIXFiles()))
        #expect(throws: IntegrityError.differs(signed: signed, position: nil)) {
            try TileRebuild(log: tree.log).run(signed, into: &store)
        }
        // Nor do damaged tiles make anybody sign for the forged log; the good ones stay as evidence.
        try tree.folder.remove("log/tiles/0/002.p/88")
        #expect(throws: IntegrityError.differs(signed: signed, position: nil)) { try tree.integrator() }
        #expect(try tree.folder.files().count == files.count - 1)
    }

    @Test func `of another log, or from a later timeline, is refused`() throws {
        var tree = try sample()
        for origin in [
            LogOrigin(host: "exemple.fr", name: "autre", timeline: 1),
            LogOrigin(host: "autre.fr", name: "essai", timeline: 2),
            LogOrigin(host: "exemple.fr", name: "essai", timeline: 0),
        ] {
            tree.origin = origin
            let error = #expect(throws: IntegrityError.self) { try tree.integrator() }
            guard case .foreign(_, let expected, let found) = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect(expected == origin.checkpointOrigin && found == "exemple.fr/essai/1")
        }
    }

    /// A restore below a checkpoint: the published copy went with it, the signer's own and stale tiles may be there.
    @Test func `on a new timeline begins anew, and nothing of the abandoned one is left`() throws {
        var tree = try sample()
        let abandoned = try tree.published()
        try tree.folder.remove("log/checkpoint")
        tree.log.lines.removeLast(150)
        try tree.log.grow(to: 470, seed: 9)
        tree.origin = LogOrigin(host: "exemple.fr", name: "essai", timeline: 2)
        let integrator = try tree.integrator()
        #expect(integrator.notices == [.earlierTimeline(abandoned)] && integrator.signed == nil)
        try integrator.catchUp()
        #expect(try tree.published().origin == "exemple.fr/essai/2")
        #expect(try tree.faults() == [])
        #expect(try tree.folder.files()["log/tiles/0/002.p/88"] == nil)
        #expect(try tree.integrator().notices == [])
    }

    @Test func `after two signed checkpoints that contradict each other is refused`() throws {
        let tree = try sample()
        let real = try tree.published()
        let signer = NoteSigner(name: tree.origin.checkpointOrigin, key: tree.key)
        let other = Checkpoint(origin: real.origin, size: real.size, root: MerkleTree.emptyRoot)
        try tree.folder.write(try signer.sign(other.text).bytes, to: "data/signed-checkpoint")
        #expect { try tree.integrator() } throws: { error in
            if case .forked = error as? IntegrityError { true } else { false }
        }
        // A larger one that the log does not lead to.
        let larger = Checkpoint(origin: real.origin, size: real.size - 1, root: MerkleTree.emptyRoot)
        try tree.folder.write(try signer.sign(larger.text).bytes, to: "data/signed-checkpoint")
        #expect { try tree.integrator() } throws: { error in
            if case .forked = error as? IntegrityError { true } else { false }
        }
    }

    @Test func `stops signing when the log ends below what was signed`() throws {
        let tree = try sample()
        let integrator = try tree.integrator()
        let before = try tree.folder.files()
        tree.log.lines.removeLast(10)
        #expect(throws: IntegrityError.endsBelow(head: LogPosition(590), signed: try tree.published())) {
            try integrator.step()
        }
        #expect(try tree.folder.files() == before)
        #expect(IntegrityError.endsBelow(head: .zero, signed: try tree.published()).isFinal)
    }
}
