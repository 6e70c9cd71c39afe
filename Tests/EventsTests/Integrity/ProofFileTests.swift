import Testing

@testable import Events

@Suite struct `A proof's file` {
    private let signer = NoteSigner(name: "localhost/eaf/1", key: .random())
    private let tree: NaiveTree
    private let size = 300

    init() {
        var generator = SeededGenerator(seed: 41)
        tree = NaiveTree(count: size, with: &generator)
    }

    private func note(_ size: Int) throws -> SignedNote {
        try signer.sign(Checkpoint(origin: signer.name, size: UInt64(size), root: tree.root(0..<size)).text)
    }

    private func proof(of index: Int, extra: [UInt8]? = nil) throws -> TlogProof {
        var prover = TreeProver(size: UInt64(size), tiles: tree)
        let proof = try prover.inclusion(of: UInt64(index))
        return TlogProof(extra: extra, index: proof.index, hashes: proof.hashes, note: try note(size))
    }

    @Test func `of inclusion has the form of C2SP tlog-proof`() throws {
        let proof = try proof(of: 7, extra: Array("é".utf8))
        let lines = proof.text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[..<3] == ["c2sp.org/tlog-proof@v1", "extra w6k=", "index 7"])
        #expect(lines[3..<12].allSatisfy { MerkleHash(base64: $0) != nil } && lines[12] == "")
        #expect(lines[13...].joined(separator: "\n") == (try note(size).encoded))
        #expect(try TlogProof(proof.text.utf8) == proof)
        let plain = try self.proof(of: 299)
        #expect(try TlogProof(plain.text.utf8) == plain && plain.extra == nil)
        try plain.verify(leaf: tree.leaves[299], by: signer.verifier)
        // The only leaf of a tree needs no hashes.
        let alone = TlogProof(index: 0, hashes: [], note: try note(1))
        #expect(try TlogProof(alone.text.utf8) == alone)
        #expect(try alone.verify(leaf: tree.leaves[0], by: signer.verifier).size == 1)
    }

    @Test func `of inclusion of which any bit flips does not hold`() throws {
        let good = Array(try proof(of: 123).text.utf8)
        for bit in 0..<good.count * 8 {
            var bad = good
            bad[bit / 8] ^= 1 << UInt8(bit % 8)
            let holds = (try? TlogProof(bad))
                .map { (try? $0.verify(leaf: tree.leaves[123], by: signer.verifier)) != nil }
            #expect(holds != true, "bit \(bit)")
        }
        // Negative control: the same file, whole.
        try TlogProof(good).verify(leaf: tree.leaves[123], by: signer.verifier)
    }

    @Test func `of another form is none`() throws {
        let good = try proof(of: 7, extra: [1]).text
        let bad = [
            "", "\n\n", good.replacing("@v1", with: "@v2"), good.replacing("index 7", with: "index 07"),
            good.replacing("index 7\n", with: ""), good.replacing("extra ", with: "extra  "),
            good.replacing("\n\nlocalhost", with: "\nlocalhost"), good.replacing("index 7", with: "index +7"),
            good.replacing("\n", with: "\r\n"),
            good.replacing("index 7", with: "index 7\nAAAA"), String(good.dropLast()),
        ]
        for text in bad { #expect(throws: NoteError.self, "\(text)") { try TlogProof(text.utf8) } }
    }

    @Test func `of consistency is what a witness is sent`() throws {
        var prover = TreeProver(size: UInt64(size), tiles: tree)
        let proof = try prover.consistency(from: 100)
        let update = CheckpointUpdate(oldSize: 100, hashes: proof.hashes, note: try note(size))
        #expect(update.text.hasPrefix("old 100\n" + proof.hashes[0].base64 + "\n"))
        #expect(
            update.text.hasSuffix(proof.hashes[proof.hashes.count - 1].base64 + "\n\n" + (try note(size).encoded)))
        #expect(try CheckpointUpdate(update.text.utf8) == update)
        let old = Checkpoint(origin: signer.name, size: 100, root: tree.root(0..<100))
        #expect(try update.verify(old: old, by: signer.verifier).size == 300)
        let other = Checkpoint(origin: signer.name, size: 100, root: tree.root(0..<101))
        #expect(throws: ProofError.inconsistent) { try update.verify(old: other, by: signer.verifier) }
        let shorter = Checkpoint(origin: signer.name, size: 99, root: tree.root(0..<99))
        #expect(throws: ProofError.self) { try update.verify(old: shorter, by: signer.verifier) }
        let foreign = Checkpoint(origin: "localhost/eaf/2", size: 100, root: tree.root(0..<100))
        #expect(throws: NoteError.self) { try update.verify(old: foreign, by: signer.verifier) }
        for text in ["old 0100\n\n", "old\n\n", "new 100\n\n", "old 100\nAAAA\n\n"] {
            #expect(throws: NoteError.self) { try CheckpointUpdate((text + update.note.encoded).utf8) }
        }
    }
}
