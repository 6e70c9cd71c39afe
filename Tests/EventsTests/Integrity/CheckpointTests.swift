import Testing

@testable import Events

@Suite struct `A checkpoint` {
    static let logKey = "example.com/behind-the-sofa+1f59e8f5+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
    static let witnessKey = "witness.example.com/w1+969980cf+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X"
    static let text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    /// Signed and cosigned by keys of the bytes 0 to 31 and 32 to 63, with another implementation of Ed25519.
    static let note =
        text + """

            — example.com/behind-the-sofa H1no9Vbha/V7K+0nOUyOYWY2eeqkJO0R/8eVdJBP1U6klJ63rYHH36AjiNbqMeYZ5wXtNMpYFqOQG4s/igFrnBBp3AU=
            — witness.example.com/w1 lpmAzwAAAABkGFDL6ade/xdmW0GepsICyPher/bBsso0aCocxkD4MgnQ2J3N/61CxrucC0uO4wzUWe3K7XvjkEYtewKXIfP/U7l4Cw==

            """

    @Test func `is read from a note that the log signed`() throws {
        let note = try SignedNote(Self.note.utf8)
        let checkpoint = try Checkpoint(note, by: try NoteVerifier(Self.logKey))
        #expect(checkpoint.origin == "example.com/behind-the-sofa" && checkpoint.size == 20_852_163)
        #expect(checkpoint.root.base64 == "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=")
        #expect(checkpoint.text == Self.text && checkpoint.extensions.isEmpty)
        #expect(try Checkpoint(Self.text) == checkpoint)
    }

    @Test func `carries the time of a witness's cosignature`() throws {
        let note = try SignedNote(Self.note.utf8)
        let witness = try NoteVerifier(Self.witnessKey)
        #expect(try witness.verify(note).cosignedAt == 1_679_315_147)
        let cosigner = NoteSigner(
            name: "witness.example.com/w1", key: try #require(SigningKey(Base64.encode(Array(32...63)))),
            kind: .cosignature)
        #expect(cosigner.verifierKey == Self.witnessKey)
        #expect(try cosigner.cosign(note, at: 1_679_315_147) == note.signatures[1])
        // Another time, another text, or a signature without a time: not what the witness said.
        var bytes = note.signatures[1].bytes
        bytes[7] ^= 1
        for changed in [bytes, Array(note.signatures[1].bytes.dropFirst(8)), note.signatures[1].bytes + [0]] {
            let line = NoteSignature(name: witness.name, keyID: witness.keyID, bytes: changed)
            #expect(throws: NoteError.badSignature(by: witness.name)) {
                try witness.verify(SignedNote(text: Self.text, signatures: [line]))
            }
        }
        let other = SignedNote(text: Self.text.replacing("2085", with: "2086"), signatures: note.signatures)
        #expect(throws: NoteError.badSignature(by: witness.name)) { try witness.verify(other) }
    }

    @Test func `keeps lines that it does not understand`() throws {
        let text = Self.text + "extension 1\nextension 2\n"
        let checkpoint = try Checkpoint(text)
        #expect(checkpoint.extensions == ["extension 1", "extension 2"] && checkpoint.text == text)
    }

    @Test(arguments: [
        "", "\n", "origin\n", "origin\n1\n", "origin\n1\nAAAA\n",
        "origin\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "origin\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "origin\n+1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "origin\n18446744073709551616\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "origin\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=",
        "origin\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
        "origin\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n",
        "origin\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\nx\n",
    ])
    func `of another form is none`(_ text: String) {
        #expect(throws: NoteError.notACheckpoint) { try Checkpoint(text) }
    }

    @Test func `of another origin than its key is refused`() throws {
        let signer = NoteSigner(name: "localhost/eaf/1", key: .random())
        let note = try signer.sign(Checkpoint(origin: "localhost/eaf/2", size: 0, root: MerkleTree.emptyRoot).text)
        #expect(throws: NoteError.otherOrigin(expected: "localhost/eaf/1", found: "localhost/eaf/2")) {
            try Checkpoint(note, by: signer.verifier)
        }
    }
}
