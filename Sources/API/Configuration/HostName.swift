/// Names and addresses of hosts, as `HOST` and `PUBLIC_ORIGIN` have them.
enum HostName {
    private static let nameBytesMax = 253
    private static let labelBytesMax = 63

    /// An IPv4 or IPv6 address, or a name of letters, digits, hyphens and dots (RFC 1123 §2.1).
    static func isValid(_ text: String) -> Bool {
        if PeerAddress(text) != nil { return true }
        let labels = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard text.utf8.count <= nameBytesMax, let last = labels.last else { return false }
        // A name that ends in a number is an address, and not a valid one.
        guard last.contains(where: { !isDigit($0) }) else { return false }
        return labels.allSatisfy { label in
            (1...labelBytesMax).contains(label.count)
                && label.allSatisfy { isDigit($0) || isLetter($0) || $0 == hyphen }
                && label.first != hyphen && label.last != hyphen
        }
    }

    /// `localhost` and the names under it (RFC 6761 §6.3), `127.0.0.0/8`, `::1`.
    static func isLoopback(_ text: String) -> Bool {
        let name = text.lowercased()
        return name == "localhost" || name.hasSuffix(".localhost") || PeerAddress(text)?.isLoopback == true
    }

    private static let hyphen = UInt8(ascii: "-")
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
