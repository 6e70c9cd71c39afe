/// A checkpoint and the note that says so.
public struct SignedCheckpoint: Hashable, Sendable {
    /// As it was signed, byte for byte.
    public let note: SignedNote
    public let checkpoint: Checkpoint

    /// The checkpoint in a note that is signed by the log's key.
    ///
    /// - Throws: `NoteError`.
    public init(_ note: SignedNote, by verifier: NoteVerifier) throws(NoteError) {
        self.note = note
        checkpoint = try Checkpoint(note, by: verifier)
    }

    /// The checkpoint in a note whose signature is not looked at: for proofs, which others check.
    ///
    /// - Throws: `NoteError.notACheckpoint`.
    init(trusting note: SignedNote) throws(NoteError) {
        self.note = note
        checkpoint = try Checkpoint(note.text)
    }

    private init(note: SignedNote, checkpoint: Checkpoint) {
        self.note = note
        self.checkpoint = checkpoint
    }

    /// The same checkpoint with a cosignature more, in place of an earlier one by the same key.
    func cosigned(by cosignature: NoteSignature) -> SignedCheckpoint {
        let others = note.signatures.filter { $0.name != cosignature.name || $0.keyID != cosignature.keyID }
        return SignedCheckpoint(
            note: SignedNote(text: note.text, signatures: others + [cosignature]), checkpoint: checkpoint)
    }

    /// Signs a checkpoint; its origin is the signer's name.
    ///
    /// - Throws: what the key throws; Ed25519 does not fail.
    init(_ checkpoint: Checkpoint, by signer: NoteSigner) throws {
        note = try signer.sign(checkpoint.text)
        self.checkpoint = checkpoint
    }
}
