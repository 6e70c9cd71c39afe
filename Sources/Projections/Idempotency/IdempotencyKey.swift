import Crypto
import Events
import Foundation

/// A client's idempotency key as the log keeps it: two digests, so that a key chosen by a client cannot carry anything personal.
///
/// The first digest names actor, route and key; the second is the fingerprint of the request, so that the same key with another
/// body is noticed (draft-ietf-httpapi-idempotency-key-header, §2.7).
public struct IdempotencyKey: Sendable, Equatable {
    /// How long a key is honoured, in whole days besides the current one.
    public static let daysKept = 1

    /// Who asked what under which key.
    public let name: String
    /// What exactly was asked.
    public let fingerprint: String

    /// Digests a key.
    public init(actor: String, route: String, key: String, body: some Sequence<UInt8>) {
        name = Self.digest("\(actor)\n\(route)\n\(key)".utf8)
        fingerprint = Self.digest(body)
    }

    /// The form in a record's `idempotencykey`.
    public var stored: String { "\(name).\(fingerprint)" }

    init?(stored: String) {
        let parts = stored.split(separator: ".")
        guard parts.count == 2 else { return nil }
        name = String(parts[0])
        fingerprint = String(parts[1])
    }

    private static func digest(_ bytes: some Sequence<UInt8>) -> String {
        Base64URL.encode(SHA256.hash(data: Data(bytes)).prefix(16))
    }
}
