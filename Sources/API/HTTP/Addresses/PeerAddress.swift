import Foundation

/// An IPv4 or IPv6 address.
///
/// An IPv4 address and its form mapped into IPv6 (`::ffff:192.0.2.1`) are the same value: a socket that serves both
/// families shows IPv4 peers in the mapped form.
public struct PeerAddress: Hashable, Sendable {
    /// How many of the 128 bits a mapped IPv4 address shares with all others.
    static let mappedPrefixBits = 96
    private static let mappedPrefix: UInt128 = 0xFFFF << 32

    /// The 128 bits of the IPv6 form, the first bit of the address being the highest.
    let bits: UInt128

    init(bits: UInt128) { self.bits = bits }

    /// Reads `192.0.2.1` or `2001:db8::1`; nil for anything else (a port, brackets, a zone).
    public init?(_ text: String) {
        // A C string would end at it.
        guard !text.utf8.contains(0) else { return nil }
        if let bits = Self.ipv4(text) {
            self.bits = Self.mappedPrefix | UInt128(bits)
        } else if let bits = Self.ipv6(text) {
            self.bits = bits
        } else {
            return nil
        }
    }

    /// An IPv4 address, in either form.
    var isIPv4: Bool { bits >> 32 == Self.mappedPrefix >> 32 }

    /// `127.0.0.0/8` or `::1`.
    var isLoopback: Bool { bits == 1 || isIPv4 && bits >> 24 & 0xFF == 127 }

    /// `0.0.0.0` or `::`: every address of the machine, when listening.
    var isWildcard: Bool { bits == 0 || bits == Self.mappedPrefix }

    private static func ipv4(_ text: String) -> UInt32? {
        var address = in_addr()
        guard unsafe inet_pton(AF_INET, text, &address) == 1 else { return nil }
        return UInt32(bigEndian: address.s_addr)
    }

    private static func ipv6(_ text: String) -> UInt128? {
        var address = in6_addr()
        guard unsafe inet_pton(AF_INET6, text, &address) == 1 else { return nil }
        return unsafe withUnsafeBytes(of: &address) { unsafe $0.reduce(0) { $0 << 8 | UInt128($1) } }
    }
}

extension PeerAddress: CustomStringConvertible {
    /// The one text of the address: dotted for IPv4, RFC 5952 for IPv6.
    public var description: String {
        if isIPv4 {
            return stride(from: 24, through: 0, by: -8).map { "\(bits >> $0 & 0xFF)" }.joined(separator: ".")
        }
        let bytes = stride(from: 120, through: 0, by: -8).map { UInt8(truncatingIfNeeded: bits >> $0) }
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        guard unsafe inet_ntop(AF_INET6, bytes, &text, socklen_t(text.count)) != nil else {
            preconditionFailure("inet_ntop refused an IPv6 address")
        }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
