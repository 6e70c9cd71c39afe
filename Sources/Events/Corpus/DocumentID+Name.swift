import Crypto

extension EntityID where Kind == Document {
    /// The id of the text of that name: UUID version 8 (RFC 9562) from the name's SHA-256, so that every node gives the same.
    public static func named(_ name: String) -> Self {
        let bytes = Array(SHA256.hash(data: Array(name.utf8)))
        let high = bytes[0..<8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let low = bytes[8..<16].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Self(
            high: high & 0xFFFF_FFFF_FFFF_0FFF | 0x8000, low: low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000)
    }
}
