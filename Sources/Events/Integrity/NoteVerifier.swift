public import Crypto
import Foundation

/// A public key that notes are checked with. Its text form is the *vkey* `<name>+<key ID>+<base 64 of kind and key>`.
public struct NoteVerifier: Sendable {
    public let name: String
    public let keyID: UInt32
    public let kind: SignatureKind
    let key: Curve25519.Signing.PublicKey

    /// Names a key.
    public init(name: String, key: Curve25519.Signing.PublicKey, kind: SignatureKind) {
        self.name = name
        self.key = key
        self.kind = kind
        keyID = kind.keyID(name: name, publicKey: Array(key.rawRepresentation))
    }

    /// Reads a vkey.
    ///
    /// - Throws: `NoteError.notAKey`.
    public init(_ text: some StringProtocol) throws(NoteError) {
        // The base 64 may hold a plus sign itself.
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, NoteSignature.isName(parts[0]), parts[1].utf8.count == 8,
            let keyID = UInt32(parts[1], radix: 16), let bytes = Base64.decode(parts[2]), bytes.count == 33,
            let kind = SignatureKind(rawValue: bytes[0]),
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes[1...])
        else { throw .notAKey }
        self.init(name: String(parts[0]), key: key, kind: kind)
        guard self.keyID == keyID else { throw .notAKey }
    }

    /// The vkey.
    public var text: String {
        let digits = String(keyID, radix: 16)
        let id = String(repeating: "0", count: 8 - digits.count) + digits
        return "\(name)+\(id)+\(Base64.encode([kind.rawValue] + key.rawRepresentation))"
    }

    /// Checks that the key signed the note. Signatures by other keys are not looked at.
    ///
    /// - Returns: the signature that holds; of a cosignature, `cosignedAt` says when.
    /// - Throws: `NoteError.notSigned`, `.badSignature`.
    @discardableResult
    public func verify(_ note: SignedNote) throws(NoteError) -> NoteSignature {
        guard let signature = note.signatures.first(where: isMine) else { throw .notSigned(by: name) }
        let holds =
            switch kind {
            case .note: key.isValidSignature(Data(signature.bytes), for: Data(note.text.utf8))
            case .cosignature:
                signature.cosignedAt.map { seconds in
                    key.isValidSignature(
                        Data(signature.bytes.dropFirst(NoteSignature.timeBytes)),
                        for: SignatureKind.cosigned(note.text, at: seconds))
                } ?? false
            }
        guard holds else { throw .badSignature(by: name) }
        return signature
    }

    /// Name and key ID together say whose signature it is. Names are compared byte by byte.
    private func isMine(_ signature: NoteSignature) -> Bool {
        signature.keyID == keyID && signature.name.utf8.elementsEqual(name.utf8)
    }
}
