import HTTPTypes
import Hummingbird

/// Tells a client's address: the peer's, or, behind a trusted proxy, the one the proxy reports (D-19).
struct ClientAddresses: Sendable {
    let trustedProxies: [IPRange]

    /// The address that rate limits are counted by; empty on a local socket.
    func of(_ request: Request, peer: String) -> String {
        guard !trustedProxies.isEmpty, let peerAddress = PeerAddress(peer) else { return peer }
        return clientAddress(
            peer: peerAddress, forwardedFor: request.headers[values: .forwardedFor], trusted: trustedProxies
        ).description
    }
}
