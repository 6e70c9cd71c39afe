public import Crypto
import Foundation

/// A person's 256-bit key. Everything personal in the log and in blobs is sealed under it or a key derived from it, so that
/// destroying it erases the person.
public struct PersonKey: Sendable {
    /// How many bytes a key has.
    public static let byteCount = 32

    let records: SymmetricKey

    /// A new random key.
    public static func random() -> PersonKey { PersonKey(SymmetricKey(size: .bits256)) }

    init(_ key: SymmetricKey) { records = key }

    /// Seals the person's blobs.
    public var blobs: SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: records, info: Data("eaf blob v1".utf8), outputByteCount: Self.byteCount)
    }
}

extension PersonKey {
    /// The key itself, to be wrapped.
    var bytes: [UInt8] { unsafe records.withUnsafeBytes { unsafe [UInt8]($0) } }
}
