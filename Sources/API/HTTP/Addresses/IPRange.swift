/// A block of addresses in CIDR form (RFC 4632), or one address.
public struct IPRange: Hashable, Sendable {
    private let network: PeerAddress
    /// Of the 128 bits of the IPv6 form.
    private let prefixBits: Int

    /// Reads `10.0.0.0/8`, `2001:db8::/32` or a bare address; nil for anything else.
    ///
    /// Bits beyond the prefix are ignored: `10.1.2.3/8` is `10.0.0.0/8`.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let address = PeerAddress(String(first)) else { return nil }
        // The mapped form counts its prefix on 128 bits, the dotted form on 32.
        let offset = address.isIPv4 && !first.contains(":") ? PeerAddress.mappedPrefixBits : 0
        guard parts.count == 2 else {
            self.init(address, prefixBits: 128)
            return
        }
        guard let length = Self.prefixLength(parts[1]), length + offset <= 128 else { return nil }
        self.init(address, prefixBits: length + offset)
    }

    private init(_ address: PeerAddress, prefixBits: Int) {
        network = PeerAddress(bits: address.bits & Self.mask(prefixBits))
        self.prefixBits = prefixBits
    }

    /// Whether `address` is in the block.
    public func contains(_ address: PeerAddress) -> Bool { address.bits & Self.mask(prefixBits) == network.bits }

    private static func mask(_ bits: Int) -> UInt128 { bits == 0 ? 0 : .max << UInt128(128 - bits) }

    private static func prefixLength(_ text: Substring) -> Int? {
        guard (1...3).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(text)
    }
}
