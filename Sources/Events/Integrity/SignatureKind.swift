import Crypto

/// The ways of signing a note with Ed25519; the raw value is the byte that C2SP signed-note gives them.
public enum SignatureKind: UInt8, Sendable {
    /// The text as it is: what a log signs.
    case note = 0x01
    /// The text and a time (C2SP tlog-cosignature, `cosignature/v1`): what a witness signs.
    case cosignature = 0x04

    /// The key ID that signed-note recommends.
    func keyID(name: String, publicKey: [UInt8]) -> UInt32 {
        SHA256.hash(data: Array(name.utf8) + [0x0A, rawValue] + publicKey).prefix(4).reduce(0) {
            $0 << 8 | UInt32($1)
        }
    }

    /// What a cosignature of `text` covers.
    static func cosigned(_ text: String, at seconds: UInt64) -> [UInt8] {
        Array("cosignature/v1\ntime \(seconds)\n\(text)".utf8)
    }
}
