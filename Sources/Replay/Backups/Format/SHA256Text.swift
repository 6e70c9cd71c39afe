import Crypto
import Events

/// A SHA-256 in 64 hexadecimal digits, as `sha256sum` prints it.
public struct SHA256Text: Hashable, Sendable, CustomStringConvertible {
    private static let digits = 64

    public let description: String

    /// The digest of `bytes`.
    init(of bytes: [UInt8]) { self.init(SHA256.hash(data: bytes)) }

    init(_ digest: SHA256.Digest) { description = digest.hexadecimal }

    /// Reads the text form; nil for anything else.
    public init?(_ text: String) {
        let isHexadecimal = text.utf8.allSatisfy { digit in
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
            default: false
            }
        }
        guard text.utf8.count == Self.digits, isHexadecimal else { return nil }
        description = text
    }
}

extension SHA256Text: Codable {
    /// Reads the text form.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let digest = Self(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a SHA-256 in hexadecimal"))
        }
        self = digest
    }

    /// Writes the text form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
