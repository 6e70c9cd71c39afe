import Crypto

extension EntityID {
    /// The id that a name always has, version 5 (RFC 9562 §5.5), in this product's namespace.
    ///
    /// - Parameter name: unique among the names of all kinds, for example `copie/42`.
    public static func derived(from name: String) -> Self {
        var hash = Insecure.SHA1()
        hash.update(data: namespace)
        hash.update(data: Array(name.utf8))
        let bytes = Array(hash.finalize().prefix(16))
        func half(_ range: Range<Int>) -> UInt64 { bytes[range].reduce(0) { $0 << 8 | UInt64($1) } }
        return Self(
            high: half(0..<8) & 0xFFFF_FFFF_FFFF_0FFF | 0x5000,
            low: half(8..<16) & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000)
    }

    /// Drawn once; changing it would import everything a second time.
    private static var namespace: [UInt8] {
        [0x2B, 0x7E, 0x5C, 0x61, 0x9D, 0x14, 0x4F, 0x0A, 0x8A, 0x33, 0xC6, 0x58, 0x1F, 0xE0, 0x92, 0xD7]
    }
}
