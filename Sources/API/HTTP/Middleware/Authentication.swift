import Events
import HTTPTypes
import Hummingbird
import Logging
import Projections

/// Recognises the session cookie. Requests without a live session go on without one: routes that need it refuse them.
struct Authentication: RouterMiddleware {
    typealias Context = AppContext

    let backend: Backend

    @concurrent
    func handle(
        _ request: Request, context: AppContext, next: @concurrent (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        guard let token = request.cookie(SessionCookies.session), !token.isEmpty else {
            return try await next(request, context)
        }
        let tokenHash = backend.cookies.sessionHash.of(token)
        let state = backend.state
        let now = backend.clock.now
        guard let session = state.sessions.session(tokenHash: tokenHash), session.isLive(at: now),
            let account = state.accounts[session.account]
        else { return try await next(request, context) }
        context.session = SignedIn(account: session.account, role: account.role, session: session)
        var response = try await next(request, context)
        // Reading writes nothing; a change is a sign of use that may move the expiry, once a day.
        if request.method != .get, request.method != .head, RenewSession.isDue(session, at: now),
            !response.headers.contains(.setCookie)
        {
            let trace = RequestTrace(request, id: context.requestID)
            if (try? await backend.submit(RenewSession(session: session.id), as: .user(session.account), for: trace))
                != nil
            {
                response.setCookies(backend.cookies.opened(token: token, role: account.role))
            }
        }
        return response
    }
}
