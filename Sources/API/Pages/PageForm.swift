import Events
import Hummingbird

/// A form of a page, sent by who is logged in, with the session's token in a hidden field.
struct PageForm: Sendable {
    static let tokenField = "csrf"
    /// Names the sending, so that pressing twice does a thing once.
    static let keyField = "cle"

    let fields: FormFields

    /// - Throws: a `Problem` 403 when the token is not the session's, 408 or 413 as for every body.
    init(_ request: Request, _ backend: Backend) async throws {
        fields = try FormFields(try await BodyReader.collect(request))
        try Self.check(fields[Self.tokenField], request, backend)
    }

    /// - Throws: a `Problem` 403.
    static func check(_ token: String?, _ request: Request, _ backend: Backend) throws(Problem) {
        guard let token else { throw .csrfMissing }
        guard CSRFGuard.isEqual(token, request.csrfToken(backend.cookies)) else { throw .csrfInvalid }
    }
}

extension Request {
    /// The token that forms of this session carry.
    func csrfToken(_ cookies: SessionCookies) -> String {
        cookies.csrfToken(tokenHash: cookies.sessionHash.of(cookie(SessionCookies.session) ?? ""))
    }
}
