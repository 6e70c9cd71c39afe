/// A newer checkpoint with the proof that it continues an older one: the body of `add-checkpoint` (C2SP tlog-witness).
public struct CheckpointUpdate: Hashable, Sendable {
    /// The most that the specification allows.
    private static let hashesMax = 63

    /// How many records the older checkpoint has; 0 when there was none, and nothing is proved then.
    public let oldSize: UInt64
    public let hashes: [MerkleHash]
    /// The newer checkpoint.
    public let note: SignedNote

    /// Gathers the members.
    public init(oldSize: UInt64, hashes: [MerkleHash], note: SignedNote) {
        self.oldSize = oldSize
        self.hashes = hashes
        self.note = note
    }

    /// The text that is stored or sent.
    public var text: String {
        "old \(oldSize)\n" + hashes.map { $0.base64 + "\n" }.joined() + "\n" + note.encoded
    }

    /// Reads the text.
    ///
    /// - Throws: `NoteError.notAProof`, `.notANote`.
    public init(_ bytes: some Collection<UInt8>) throws(NoteError) {
        var body = try ProofBody(bytes)
        oldSize = try body.number(after: "old ")
        hashes = try body.hashes(max: Self.hashesMax)
        note = body.note
    }

    /// Checks that the log whose key is given was `old` and only grew since.
    ///
    /// - Returns: the newer checkpoint.
    /// - Throws: `NoteError`, `ProofError`.
    @discardableResult
    public func verify(old: Checkpoint, by verifier: NoteVerifier) throws -> Checkpoint {
        let new = try Checkpoint(note, by: verifier)
        guard old.origin.utf8.elementsEqual(new.origin.utf8) else {
            throw NoteError.otherOrigin(expected: old.origin, found: new.origin)
        }
        guard old.size == oldSize else { throw ProofError.sizes(old: old.size, new: new.size) }
        try ConsistencyProof(oldSize: oldSize, newSize: new.size, hashes: hashes)
            .verify(old: old.root, new: new.root)
        return new
    }
}
