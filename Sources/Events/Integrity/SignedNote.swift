/// A text and who signed it, as C2SP signed-note has it: the text, an empty line, and a line for each signature.
///
/// The text is to be believed only once a `NoteVerifier` has found a signature that it trusts.
public struct SignedNote: Hashable, Sendable {
    /// The longest note that is read, in bytes.
    public static let bytesMax = 1 << 20
    /// The most signatures that a note may have.
    public static let signaturesMax = 100

    /// The text, with the line feed at its end: what is signed.
    public let text: String
    public private(set) var signatures: [NoteSignature]

    /// A text with signatures; it must end in a line feed and hold no other control character.
    public init(text: String, signatures: [NoteSignature]) {
        self.text = text
        self.signatures = signatures
    }

    /// The note as it is stored and sent.
    public var encoded: String { text + "\n" + signatures.map { $0.line + "\n" }.joined() }
    public var bytes: [UInt8] { Array(encoded.utf8) }

    /// Reads a note.
    ///
    /// - Throws: `NoteError.notANote`.
    public init(_ bytes: some Collection<UInt8>) throws(NoteError) {
        let bytes = Array(bytes)
        guard bytes.count <= Self.bytesMax, bytes.allSatisfy({ $0 >= 0x20 || $0 == 0x0A }), bytes.last == 0x0A,
            let whole = String(validating: bytes, as: UTF8.self)
        else { throw .notANote }
        // The last empty line: what comes before it may hold others.
        guard let gap = bytes.indices.dropLast().last(where: { bytes[$0] == 0x0A && bytes[$0 + 1] == 0x0A }), gap > 0
        else { throw .notANote }
        let text = String(decoding: bytes[...gap], as: UTF8.self)
        let lines = whole.utf8.dropFirst(gap + 2).dropLast().split(
            separator: 0x0A, omittingEmptySubsequences: false)
        guard lines.count <= Self.signaturesMax else { throw .notANote }
        signatures = []
        for line in lines {
            guard let signature = NoteSignature(line: Substring(line)) else { throw .notANote }
            signatures.append(signature)
        }
        self.text = text
    }

    /// The same note with one more signature.
    public func adding(_ signature: NoteSignature) -> SignedNote {
        SignedNote(text: text, signatures: signatures + [signature])
    }
}
