import Events

/// The first 128 bits of a keyed hash or digest: enough to look something up, in 16 bytes instead of a string.
public struct DigestKey: Hashable, Sendable {
    let high: UInt64
    let low: UInt64

    /// Reads the beginning of a base64url digest of at least 16 bytes; nil for anything else.
    public init?(_ text: some StringProtocol) {
        guard let bytes = Base64URL.decode(String(text)), bytes.count >= 16 else { return nil }
        high = bytes[0..<8].reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes[8..<16].reduce(0) { $0 << 8 | UInt64($1) }
    }

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }
}
