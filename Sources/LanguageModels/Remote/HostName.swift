/// The host of an address: a name or a number.
struct HostName {
    let text: String

    init(_ text: String) { self.text = text.lowercased() }

    /// Loopback, private and link-local addresses (RFC 1122 §3.2.1.3, RFC 1918, RFC 3927, RFC 4193, RFC 4291 §2.5), names without a dot,
    /// and the names that are kept for one's own network (RFC 6761, RFC 6762, RFC 8375).
    var isInHouse: Bool {
        if text.contains(":") { return isInHouseOfV6 }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { UInt8($0) }
        if numbers.count == 4, parts.count == 4 { return Self.isInHouse(numbers) }
        return parts.count == 1 || Self.ownDomains.contains { text.hasSuffix($0) }
    }

    private static let ownDomains = [".localhost", ".local", ".internal", ".lan", ".home.arpa"]

    private static func isInHouse(_ numbers: [UInt8]) -> Bool {
        switch (numbers[0], numbers[1]) {
        case (127, _), (10, _), (192, 168), (172, 16...31), (169, 254): true
        default: false
        }
    }

    private var isInHouseOfV6: Bool {
        let bare = text.trimmingPrefix("[").prefix { $0 != "]" && $0 != "%" }
        return bare == "::1" || bare.hasPrefix("fc") || bare.hasPrefix("fd") || bare.hasPrefix("fe8")
            || bare.hasPrefix("fe9") || bare.hasPrefix("fea") || bare.hasPrefix("feb")
    }
}
