public import Crypto
import Foundation

/// HMAC-SHA-256 (RFC 2104) of short texts, for looking things up by a value that must not stand in the log.
public struct KeyedHash: Sendable {
    private let key: SymmetricKey

    /// A hash under `key`.
    public init(key: SymmetricKey) { self.key = key }

    /// The hash of `text`, base64url, 43 characters.
    public func of(_ text: String) -> String {
        Base64URL.encode(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: key))
    }
}
