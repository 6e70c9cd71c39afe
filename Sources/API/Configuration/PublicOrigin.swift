import Foundation

/// The origin under which browsers see the site, written as they write it in `Origin` (RFC 6454 §6.2).
public struct PublicOrigin: Equatable, Sendable, CustomStringConvertible {
    public let isSecure: Bool
    /// In lower case; an IPv6 address without its brackets.
    public let host: String
    public let port: Int

    init(isSecure: Bool, host: String, port: Int) {
        self.isSecure = isSecure
        self.host = host.lowercased()
        self.port = port
    }

    /// Reads `http://host`, `https://host:port`, `http://[::1]:3000`; nil for anything else, a path or a final `/`
    /// included.
    init?(_ text: String) {
        let text = text.lowercased()
        guard let scheme = ["http://", "https://"].first(where: { text.hasPrefix($0) }) else { return nil }
        let authority = text.dropFirst(scheme.count)
        isSecure = scheme == "https://"
        // The colon before a port stands behind the last bracket.
        let hostEnd = authority.lastIndex(of: "]").map { authority.index(after: $0) } ?? authority.firstIndex(of: ":")
        let name = authority[..<(hostEnd ?? authority.endIndex)]
        guard let port = Self.port(authority[name.endIndex...], isSecure: isSecure), let host = Self.host(name) else {
            return nil
        }
        self.host = host
        self.port = port
    }

    public var description: String {
        let name = host.contains(":") ? "[\(host)]" : host
        let suffix = port == Self.defaultPort(isSecure: isSecure) ? "" : ":\(port)"
        return "\(isSecure ? "https" : "http")://\(name)\(suffix)"
    }

    private static func defaultPort(isSecure: Bool) -> Int { isSecure ? 443 : 80 }

    private static func port(_ text: Substring, isSecure: Bool) -> Int? {
        if text.isEmpty { return defaultPort(isSecure: isSecure) }
        guard text.hasPrefix(":") else { return nil }
        return Rule<Int>.number(1...65_535).parse(String(text.dropFirst()))
    }

    private static func host(_ text: Substring) -> String? {
        guard text.hasPrefix("[") else {
            let name = String(text)
            return HostName.isValid(name) && !name.contains(":") ? name : nil
        }
        guard text.hasSuffix("]") else { return nil }
        let address = String(text.dropFirst().dropLast())
        return address.contains(":") && PeerAddress(address) != nil ? address : nil
    }
}
