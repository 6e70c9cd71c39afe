import Crypto
import Events
import Foundation
import HTTPTypes
import Hummingbird
import Logging

/// Checks the CSRF token of every request of a logged-in person that changes something: header equals cookie, and both are the
/// session's.
struct CSRFGuard: RouterMiddleware {
    typealias Context = SignedInContext

    let cookies: SessionCookies

    @concurrent
    func handle(
        _ request: Request, context: SignedInContext,
        next: @concurrent (Request, SignedInContext) async throws -> Response
    ) async throws -> Response {
        if request.method != .get, request.method != .head { try Self.check(request, cookies) }
        return try await next(request, context)
    }

    /// - Throws: a `Problem` 403.
    static func check(_ request: Request, _ cookies: SessionCookies) throws(Problem) {
        guard let header = request.headers[.csrfToken], !header.isEmpty,
            let cookie = request.cookie(SessionCookies.csrf), !cookie.isEmpty
        else { throw .csrfMissing }
        let expected = request.csrfToken(cookies)
        guard isEqual(header, expected), isEqual(cookie, expected) else {
            Logger.current.security(.accessDenied, metadata: ["reason": "csrf"])
            throw .csrfInvalid
        }
    }

    /// Compares digests, so that the time tells nothing of where two texts differ.
    static func isEqual(_ left: String, _ right: String) -> Bool {
        SHA256.hash(data: Data(left.utf8)) == SHA256.hash(data: Data(right.utf8))
    }
}
