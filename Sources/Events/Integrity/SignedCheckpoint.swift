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

    /// Signs a checkpoint; its origin is the signer's name.
    ///
    /// - Throws: what the key throws; Ed25519 does not fail.
    init(_ checkpoint: Checkpoint, by signer: NoteSigner) throws {
        note = try signer.sign(checkpoint.text)
        self.checkpoint = checkpoint
    }
}
