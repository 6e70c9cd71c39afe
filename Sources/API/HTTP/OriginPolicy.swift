import HTTPTypes
import Hummingbird
import Logging

/// Whether a request that changes something comes from our own pages (OWASP CSRF Prevention Cheat Sheet: Fetch Metadata, then Origin).
///
/// Programs that are no browsers send neither header and are let through: they carry no cookie that they did not mean to send.
struct OriginPolicy: Sendable {
    /// The configured origin; nil to compare with the host that the request was sent to.
    let origin: String?

    /// - Throws: a `Problem` 403 when the request comes from another site.
    func check(_ request: Request) throws(Problem) {
        guard isOurs(request) else {
            Logger.current.security(.originRejected, metadata: [:])
            throw .foreignOrigin
        }
    }

    func isOurs(_ request: Request) -> Bool {
        if let site = request.headers[.fetchSite] { return site == "same-origin" || site == "none" }
        guard let sent = request.headers[.origin] else { return true }
        if let origin { return sent == origin }
        let authority = request.head.authority ?? ""
        return sent == "http://\(authority)" || sent == "https://\(authority)"
    }
}
