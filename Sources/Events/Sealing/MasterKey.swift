public import Crypto
import Foundation

/// The key that everything secret on the server hangs from: it wraps the vault's keys, and other keys are derived from it.
public struct MasterKey: Sendable {
    /// How many bytes the key has.
    public static let byteCount = 32

    private let key: SymmetricKey

    /// A new random key.
    public static func random() -> MasterKey { MasterKey(key: SymmetricKey(size: .bits256)) }

    private init(key: SymmetricKey) { self.key = key }

    /// Reads the text form, base64url or base 64 of 32 bytes; nil for anything else.
    public init?(_ text: String) {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        let canonical = trimmed.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        guard let bytes = Base64URL.decode(canonical), bytes.count == Self.byteCount else { return nil }
        key = SymmetricKey(data: bytes)
    }

    /// The text form: base64url, 43 characters.
    public var text: String { unsafe key.withUnsafeBytes { unsafe Base64URL.encode($0) } }

    /// A 256-bit key for one purpose (HKDF-SHA-256, RFC 5869).
    public func derived(for purpose: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: key, info: Data("eaf \(purpose) v1".utf8), outputByteCount: Self.byteCount)
    }
}
