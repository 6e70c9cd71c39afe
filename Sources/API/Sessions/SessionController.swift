import Events
import Hummingbird
import Logging
import Projections

/// `auth/sessions`: a person's sessions, listed and ended.
struct SessionController {
    let backend: Backend

    func addRoutes(to group: RouterGroup<SignedInContext>) {
        group.get("auth/sessions", use: list)
            .delete("auth/sessions", use: closeOthers)
            .delete("auth/sessions/{sessionId}", use: close)
    }

    @Sendable func list(_ request: Request, context: SignedInContext) async throws -> Response {
        let now = backend.clock.now
        let live = backend.state.sessions.sessions(of: context.user.account).filter { $0.isLive(at: now) }
        let page = try Page(of: live, request, .sessions, limitDefault: Page<LiveSession>.limitMax) { $0.openedAt }
        let sessions = try page.items.map {
            try SessionBody($0, isCurrent: $0.id == context.user.session.id, library: backend.library)
        }
        return try .resource(SessionList(sessions: sessions, next: page.next), for: request)
    }

    @Sendable func close(_ request: Request, context: SignedInContext) async throws -> Response {
        guard let id = context.parameters.get("sessionId").flatMap({ SessionID($0) }) else {
            throw Problem(Rejection.notFound(.session))
        }
        let command = CloseSession(account: context.user.account, session: id, cause: .revoked)
        _ = try await backend.submit(
            command, as: context.user.actor, for: RequestTrace(request, id: context.requestID))
        Logger.current.security(.tokenRevoked, metadata: ["account": "\(context.user.account)"])
        return .ok()
    }

    @Sendable func closeOthers(_ request: Request, context: SignedInContext) async throws -> Response {
        let command = CloseAllSessions(
            account: context.user.account, keeping: context.user.session.id, cause: .revoked)
        _ = try await backend.submit(
            command, as: context.user.actor, for: RequestTrace(request, id: context.requestID))
        Logger.current.security(.tokenRevoked, metadata: ["account": "\(context.user.account)"])
        return .ok()
    }
}

/// The answer of `GET auth/sessions`, newest first.
struct SessionList: Encodable {
    let sessions: [SessionBody]
    /// The value of `before` for the next page; nil on the last.
    let next: Cursor?
}

/// One session in the list.
struct SessionBody: Encodable {
    let id: SessionID
    let createdAt: String
    let renewedAt: String
    let expiresAt: String
    let current: Bool
    let userAgent: String?

    init(_ session: LiveSession, isCurrent: Bool, library: Library) throws {
        id = session.id
        createdAt = session.created.milliseconds
        renewedAt = session.renewed.milliseconds
        expiresAt = min(session.expires, session.ends).milliseconds
        current = isCurrent
        if case .session(.opened(let data)) = try library.event(at: session.openedAt).event {
            userAgent = data.userAgent?.value
        } else {
            userAgent = nil
        }
    }
}
