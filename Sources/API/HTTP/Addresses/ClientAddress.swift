import Foundation

/// The address of the client behind trusted proxies.
///
/// Every proxy appends the peer that it saw to `X-Forwarded-For`, so only the right end can be believed: the walk
/// goes from the peer leftwards, past hops that are trusted, to the first that is not. What stands to the left of
/// that one was written by the client and counts for nothing. An entry that is no address ends the walk at the hop
/// that vouched for it.
///
/// - Parameters:
///   - peer: The other end of the connection.
///   - forwardedFor: The values of the `X-Forwarded-For` headers, in their order.
///   - trusted: Whose headers are believed; when `peer` is not among them, the headers are not looked at.
func clientAddress(peer: PeerAddress, forwardedFor: [String], trusted: [IPRange]) -> PeerAddress {
    func isTrusted(_ address: PeerAddress) -> Bool { trusted.contains { $0.contains(address) } }

    guard isTrusted(peer) else { return peer }
    var client = peer
    for value in forwardedFor.reversed() {
        for entry in value.split(separator: ",", omittingEmptySubsequences: false).reversed() {
            guard let hop = PeerAddress(forwarded: entry) else { return client }
            client = hop
            guard isTrusted(hop) else { return client }
        }
    }
    return client
}

extension PeerAddress {
    /// Reads an entry of `X-Forwarded-For`: an address, with spaces around it, and from some proxies with a port
    /// behind it.
    fileprivate init?(forwarded entry: Substring) {
        let text = entry.trimmingCharacters(in: .whitespaces)
        if text.hasPrefix("[") {
            guard let close = text.firstIndex(of: "]"), Self.isPort(text[text.index(after: close)...]) else {
                return nil
            }
            self.init(String(text[text.index(after: text.startIndex)..<close]))
        } else if let colon = text.firstIndex(of: ":"), text[colon...].dropFirst().allSatisfy({ $0 != ":" }) {
            guard Self.isPort(text[colon...]) else { return nil }
            self.init(String(text[..<colon]))
        } else {
            self.init(text)
        }
    }

    /// Nothing, or `:` and a number.
    private static func isPort(_ text: Substring) -> Bool {
        guard text.hasPrefix(":") else { return text.isEmpty }
        return UInt16(text.dropFirst()) != nil
    }
}
