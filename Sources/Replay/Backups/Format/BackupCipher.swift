import Crypto
import Events
import Foundation

/// The key that a backup is encrypted with before it leaves the computer; it is kept outside the backup.
///
/// A sealed object is 16 bytes of salt and then a `SealedStream` under the key that HKDF-SHA-256 makes of this key and the salt,
/// with the object's key as context: an object put in another one's place does not open. The salt is a keyed hash of the
/// object's key and content, so every content has a key of its own, and the same content gives the same bytes: what a process
/// that died has put there already is recognised.
public struct BackupCipher: Sendable {
    static let saltBytes = 16
    private static let info = Data("eaf backup v1".utf8)
    private static let saltInfo = Data("eaf backup salt v1".utf8)

    private let key: SymmetricKey
    private let saltKey: SymmetricKey

    /// Reads the text form, base64url or base 64 of 32 bytes; nil for anything else.
    public init?(_ text: String) {
        guard let bytes = Base64URL.decode(anyAlphabet: text), bytes.count == 32 else { return nil }
        key = SymmetricKey(data: bytes)
        saltKey = HKDF<SHA256>.deriveKey(inputKeyMaterial: key, info: Self.saltInfo, outputByteCount: 32)
    }

    /// The stored form of `bytes` under `objectKey`.
    ///
    /// - Throws: an error of the cryptographic library.
    func seal(_ bytes: [UInt8], for objectKey: String) throws -> [UInt8] {
        var named = Data(objectKey.utf8)
        named.append(0)
        named.append(contentsOf: SHA256.hash(data: bytes))
        let salt = HMAC<SHA256>.authenticationCode(for: named, using: saltKey).prefix(Self.saltBytes)
        var (writer, header) = SealedStreamWriter.begin(once: derived(Array(salt)), context: objectKey)
        var sealed = Array(salt) + header
        sealed += try writer.seal(bytes)
        sealed += try writer.finish()
        return sealed
    }

    /// What was sealed under `objectKey`.
    ///
    /// - Throws: `SealedStreamError`.
    func open(_ sealed: [UInt8], for objectKey: String) throws(SealedStreamError) -> [UInt8] {
        guard sealed.count > Self.saltBytes else { throw .notSealed }
        var reader = SealedStreamReader(key: derived(Array(sealed[..<Self.saltBytes])), context: objectKey)
        let beginning = try reader.open(sealed[Self.saltBytes...])
        let rest = try reader.finish()
        return beginning + rest
    }

    private func derived(_ salt: [UInt8]) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(inputKeyMaterial: key, salt: salt, info: Self.info, outputByteCount: 32)
    }
}

extension Base64URL {
    /// The bytes of base64url or base 64, with or without padding and white space around; nil for anything else.
    static func decode(anyAlphabet text: String) -> [UInt8]? {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        return decode(trimmed.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: ""))
    }
}
