import Crypto
import Foundation

/// A private key under a name: signs notes.
public struct NoteSigner: Sendable {
    public let name: String
    public let kind: SignatureKind
    private let key: SigningKey
    /// The public key that checks what this one signs.
    public let verifier: NoteVerifier

    /// Names a key. `name` must be one that a key may have: not empty, no spaces, no plus sign.
    public init(name: String, key: SigningKey, kind: SignatureKind = .note) {
        precondition(NoteSignature.isName(name), "no key is called « \(name) »")
        self.name = name
        self.key = key
        self.kind = kind
        verifier = NoteVerifier(name: name, key: key.publicKey, kind: kind)
    }

    /// Whether a key may be called so.
    public static func isName(_ text: String) -> Bool { NoteSignature.isName(text) }

    /// The text form of the public key (vkey).
    public var verifierKey: String { verifier.text }

    /// The note of `text`, which ends in a line feed.
    ///
    /// - Throws: what the key throws; Ed25519 does not fail.
    public func sign(_ text: String) throws -> SignedNote {
        precondition(kind == .note, "a cosigner signs with a time")
        let signature = try key.key.signature(for: Data(text.utf8))
        return SignedNote(
            text: text, signatures: [NoteSignature(name: name, keyID: verifier.keyID, bytes: Array(signature))])
    }

    /// The signature that says: at this time, in seconds since 1970, this was the newest consistent checkpoint seen.
    ///
    /// - Throws: what the key throws; Ed25519 does not fail.
    public func cosign(_ note: SignedNote, at seconds: UInt64) throws -> NoteSignature {
        precondition(kind == .cosignature, "a log signs without a time")
        let signature = try key.key.signature(for: SignatureKind.cosigned(note.text, at: seconds))
        return NoteSignature(name: name, keyID: verifier.keyID, bytes: seconds.bigEndianBytes + Array(signature))
    }
}
