import Crypto
import CryptoExtras
import Foundation

/// A password hash of the predecessor (product-contract §2.4): PBKDF2 with HMAC-SHA-512 (RFC 8018), 120,000 iterations,
/// 48 bytes; the salt is the ASCII text of 32 hexadecimal digits, used as it is and not decoded.
///
/// It is kept as it came, sealed like every other hash, until the person logs in: then the password is known for a
/// moment, and an argon2id hash takes its place.
struct ImportedPassword: Equatable, Sendable {
    /// As records name it.
    static let scheme = "pbkdf2-sha512"
    static let iterations = 120_000
    static let hashBytes = 48
    /// Longer salts are none of the predecessor's.
    private static let saltBytesMax = 128
    private static let prefix = "$\(scheme)$i=\(iterations),l=\(hashBytes)$"

    let salt: [UInt8]
    let hash: [UInt8]

    /// For tests and decoys.
    init(salt: [UInt8], hash: [UInt8]) {
        self.salt = salt
        self.hash = hash
    }

    /// What the predecessor stored; nil when it is not of that form.
    init?(hash: String, salt: String) {
        let digits = Array(hash.utf8)
        guard digits.count == 2 * Self.hashBytes, (1...Self.saltBytesMax).contains(salt.utf8.count) else {
            return nil
        }
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: digits.count, by: 2) {
            let pair = String(decoding: digits[start..<start + 2], as: UTF8.self)
            guard pair.allSatisfy(\.isHexDigit), let byte = UInt8(pair, radix: 16) else { return nil }
            bytes.append(byte)
        }
        self.init(salt: Array(salt.utf8), hash: bytes)
    }

    /// Reads what `stored` wrote; nil for every other kind of hash.
    init?(stored: String) {
        guard stored.hasPrefix(Self.prefix) else { return nil }
        let parts = stored.dropFirst(Self.prefix.count).split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 2, let salt = Data(base64Encoded: String(parts[0])),
            let hash = Data(base64Encoded: String(parts[1])), !salt.isEmpty, hash.count == Self.hashBytes
        else { return nil }
        self.init(salt: Array(salt), hash: Array(hash))
    }

    /// In the manner of a PHC string: scheme, parameters, salt and hash in base64.
    var stored: String {
        "\(Self.prefix)\(Data(salt).base64EncodedString())$\(Data(hash).base64EncodedString())"
    }

    /// Whether it is the password's. Takes the same time whatever the answer; blocks for some tens of milliseconds.
    func matches(_ password: String) -> Bool {
        guard let derived = Self.derive(password, salt: salt), derived.count == hash.count else { return false }
        return zip(derived, hash).reduce(UInt8(0)) { $0 | $1.0 ^ $1.1 } == 0
    }

    /// PBKDF2; nil when the library refuses, which it does for no input of this length.
    static func derive(
        _ password: String, salt: [UInt8], iterations: Int = iterations, bytes: Int = hashBytes
    ) -> [UInt8]? {
        // The checked function wants 210,000 iterations, as today's advice does; what is imported has 120,000.
        let key = try? KDF.Insecure.PBKDF2.deriveKey(
            from: Array(password.utf8), salt: salt, using: .sha512, outputByteCount: bytes,
            unsafeUncheckedRounds: iterations)
        return key.map { key in unsafe key.withUnsafeBytes { unsafe [UInt8]($0) } }
    }
}
