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
        let page = try Page(
            of: live(of: context.user), request, .sessions, limitDefault: Page<LiveSession>.limitMax
        ) { $0.openedAt }
        let sessions = try page.items.map { try body($0, for: context.user) }
        return try .resource(SessionList(sessions: sessions, next: page.next), for: request)
    }

    /// The person's live sessions, newest first.
    ///
    /// - Throws: `EventLogError`, `PayloadError`.
    func sessions(of user: SignedIn) throws -> [SessionBody] {
        try live(of: user).reversed().map { try body($0, for: user) }
    }

    /// Oldest first.
    private func live(of user: SignedIn) -> [LiveSession] {
        let now = backend.clock.now
        return backend.state.sessions.sessions(of: user.account).filter { $0.isLive(at: now) }
    }

    private func body(_ session: LiveSession, for user: SignedIn) throws -> SessionBody {
        try SessionBody(session, isCurrent: session.id == user.session.id, library: backend.library)
    }

    @Sendable func close(_ request: Request, context: SignedInContext) async throws -> Response {
        guard let id = context.parameters.get("sessionId").flatMap({ SessionID($0) }) else {
            throw Problem(Rejection.notFound(.session))
        }
        try await close(id, of: context.user, for: RequestTrace(request, id: context.requestID))
        return .ok()
    }

    /// Ends one of the person's sessions.
    ///
    /// - Throws: `WriterError`.
    func close(_ id: SessionID, of user: SignedIn, for trace: RequestTrace) async throws(WriterError) {
        let command = CloseSession(account: user.account, session: id, cause: .revoked)
        _ = try await backend.submit(command, as: user.actor, for: trace)
        Logger.current.security(.tokenRevoked, metadata: ["account": "\(user.account)"])
    }

    @Sendable func closeOthers(_ request: Request, context: SignedInContext) async throws -> Response {
        try await closeOthers(of: context.user, for: RequestTrace(request, id: context.requestID))
        return .ok()
    }

    /// Ends all of the person's sessions but the one of the request.
    ///
    /// - Throws: `WriterError`.
    func closeOthers(of user: SignedIn, for trace: RequestTrace) async throws(WriterError) {
        let command = CloseAllSessions(account: user.account, keeping: user.session.id, cause: .revoked)
        _ = try await backend.submit(command, as: user.actor, for: trace)
        Logger.current.security(.tokenRevoked, metadata: ["account": "\(user.account)"])
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
    /// For pages: the days in words.
    let createdOn: String
    let expiresOn: String

    private enum CodingKeys: CodingKey {
        case id, createdAt, renewedAt, expiresAt, current, userAgent
    }

    init(_ session: LiveSession, isCurrent: Bool, library: Library) throws {
        id = session.id
        createdAt = session.created.milliseconds
        renewedAt = session.renewed.milliseconds
        expiresAt = min(session.expires, session.ends).milliseconds
        createdOn = PageWords.time(session.created)
        expiresOn = PageWords.day(min(session.expires, session.ends))
        current = isCurrent
        if case .session(.opened(let data)) = try library.event(at: session.openedAt).event {
            userAgent = data.userAgent?.value
        } else {
            userAgent = nil
        }
    }
}
