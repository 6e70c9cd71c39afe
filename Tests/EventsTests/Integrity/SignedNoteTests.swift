import Testing

@testable import Events

@Suite struct `A signed note` {
    /// The key and the note of golang.org/x/mod/sumdb/note, the format's reference.
    static let vkey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    static let seed = "gQoUAtUUbI2E8kQzMPVAgOv5juF9nHT2JS/F1ccoMXM="
    static let text =
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
    static let line =
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
    static let note = text + "\n" + line

    @Test func `is signed byte for byte as the reference signs it`() throws {
        let key = try #require(SigningKey(Self.seed))
        let signer = NoteSigner(name: "PeterNeumann", key: key)
        #expect(signer.verifierKey == Self.vkey)
        #expect(try signer.sign(Self.text).encoded == Self.note)
        #expect(SigningKey(key.text)?.text == key.text)
    }

    @Test func `of the reference is believed, and no other text under its signature`() throws {
        let verifier = try NoteVerifier(Self.vkey)
        #expect(verifier.text == Self.vkey && verifier.keyID == 0xC74F_20A3)
        let note = try SignedNote(Self.note.utf8)
        #expect(note.text == Self.text && note.encoded == Self.note)
        #expect(try verifier.verify(note).cosignedAt == nil)
        let changed = try SignedNote(Self.note.replacing("cryptography", with: "cryptographie").utf8)
        #expect(throws: NoteError.badSignature(by: "PeterNeumann")) { try verifier.verify(changed) }
    }

    @Test func `by another key of the same name is not looked at`() throws {
        let other = NoteSigner(name: "PeterNeumann", key: .random())
        let note = try SignedNote(Self.note.utf8)
        #expect(throws: NoteError.notSigned(by: "PeterNeumann")) { try other.verifier.verify(note) }
        let both = note.adding(try other.sign(Self.text).signatures[0])
        try other.verifier.verify(both)
        try NoteVerifier(Self.vkey).verify(try SignedNote(both.bytes))
    }

    static let notNotes = [
        text, text + "\n", text + "\n" + String(line.dropLast()), "\u{1}" + note, text + "\r\n\n" + line,
        text
            + "\n— Bad Name x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n",
        text + "\n— Bad+Name x08go/ZJkuBS9UG/SffcvIAQ\n", note + "Unexpected line.\n", "", "\n", "\n\n",
        "\n\n" + line,
        text + "\n" + line.replacing("—", with: "-"), text + "\n" + line.replacing("—", with: "–"), note + "\n",
        text + "\n— PeterNeumann x08g\n", text + "\n— PeterNeumann x08go/Z\n",
        text + "\n—PeterNeumann x08go/ZJkuBS\n",
        text + "\n" + String(repeating: line, count: 101),
    ]

    @Test(arguments: notNotes.indices)
    func `of another form is none`(_ index: Int) {
        #expect(throws: NoteError.notANote) { try SignedNote(Self.notNotes[index].utf8) }
    }

    @Test func `is UTF-8, of at most a hundred signatures, and its text may have empty lines`() throws {
        #expect(throws: NoteError.notANote) { try SignedNote([0xFF] + Self.note.utf8) }
        #expect(throws: NoteError.notANote) {
            try SignedNote([UInt8](repeating: 0x61, count: SignedNote.bytesMax) + Self.note.utf8)
        }
        let hundred = try SignedNote((Self.text + "\n" + String(repeating: Self.line, count: 100)).utf8)
        try NoteVerifier(Self.vkey).verify(hundred)
        // The example of C2SP signed-note.
        let verse = """
            Ognuno sta solo sul cuor della terra
            trafitto da un raggio di sole:

            ed è subito sera.

            — quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=

            """
        let note = try SignedNote(verse.utf8)
        #expect(note.text.hasSuffix("sole:\n\ned è subito sera.\n") && note.encoded == verse)
        #expect(note.signatures.map(\.name) == ["quasimodo.example/salvatore"])
        #expect(note.signatures[0].keyID == 0x367B_A04B && note.signatures[0].bytes.count == 64)
    }

    @Test(arguments: [
        "", "PeterNeumann", "PeterNeumann+c74f20a3", "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        // Another length, another kind, another key ID.
        "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
        "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumanm+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+0c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", vkey + "\n", " " + vkey,
    ])
    func `is not checked with what is no key`(_ text: String) {
        #expect(throws: NoteError.notAKey) { try NoteVerifier(text) }
    }

    @Test func `of which any bit flips is not believed`() throws {
        let verifier = try NoteVerifier(Self.vkey)
        let good = Array(Self.note.utf8)
        for bit in 0..<good.count * 8 {
            var bad = good
            bad[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(throws: NoteError.self, "bit \(bit)") { try verifier.verify(try SignedNote(bad)) }
        }
        // Negative control: a signature line that is not ours may change.
        let other = NoteSigner(name: "autre", key: .random())
        let both = try SignedNote(good).adding(try other.sign(Self.text).signatures[0]).bytes
        var ignored = 0
        for bit in good.count * 8..<both.count * 8 {
            var bad = both
            bad[bit / 8] ^= 1 << UInt8(bit % 8)
            if let note = try? SignedNote(bad), (try? verifier.verify(note)) != nil { ignored += 1 }
        }
        #expect(ignored > 300)
    }
}
