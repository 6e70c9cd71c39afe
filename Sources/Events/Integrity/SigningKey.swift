public import Crypto
import Foundation

/// The private Ed25519 key that signs checkpoints. Printing or dumping it shows nothing.
public struct SigningKey: Sendable, CustomStringConvertible, CustomReflectable {
    /// How many bytes the key has.
    public static let byteCount = 32

    let key: Curve25519.Signing.PrivateKey

    /// A new random key.
    public static func random() -> SigningKey { SigningKey(key: Curve25519.Signing.PrivateKey()) }

    private init(key: Curve25519.Signing.PrivateKey) { self.key = key }

    /// Reads the text form, base64url or base 64 of the 32 bytes of the seed (RFC 8032); nil for anything else.
    public init?(_ text: String) {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        let canonical = trimmed.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        guard let bytes = Base64URL.decode(canonical), bytes.count == Self.byteCount,
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes)
        else { return nil }
        self.key = key
    }

    /// The text form: base64url, 43 characters.
    public var text: String { Base64URL.encode(key.rawRepresentation) }
    public var description: String { "••••" }
    public var customMirror: Mirror { Mirror(self, children: []) }
    public var publicKey: Curve25519.Signing.PublicKey { key.publicKey }
}
