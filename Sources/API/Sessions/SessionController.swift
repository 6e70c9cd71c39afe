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
        try .resource(["sessions": try sessions(of: context.user)], for: request)
    }

    /// The person's live sessions, newest first.
    ///
    /// - Throws: `EventLogError`, `PayloadError`.
    func sessions(of user: SignedIn) throws -> [SessionBody] {
        let now = backend.clock.now
        return try backend.state.sessions.sessions(of: user.account)
            .filter { $0.isLive(at: now) }.reversed()
            .map { try SessionBody($0, isCurrent: $0.id == user.session.id, library: backend.library) }
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
