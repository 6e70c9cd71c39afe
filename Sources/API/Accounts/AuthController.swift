import Events
import HTTPTypes
import Hummingbird
import Logging
import Projections

/// `auth/register`, `auth/login`, `auth/logout`, `auth/me`, `auth/password`.
struct AuthController {
    let backend: Backend
    /// Who is at the other end, behind trusted proxies.
    let addresses: ClientAddresses

    func addPublicRoutes(to group: RouterGroup<AppContext>) {
        group.post("auth/register", use: register).post("auth/login", use: login).post("auth/logout", use: logout)
    }

    func addRoutes(to group: RouterGroup<SignedInContext>) {
        group.get("auth/me", use: me).post("auth/password", use: changePassword)
    }

    @Sendable func register(_ request: Request, context: AppContext) async throws -> Response {
        try await admit(request, context, .register)
        let asked = try RegisterRequest(try await BodyReader(request))
        var response = Response.ok(.created)
        response.setCookies(try await register(asked, request, id: context.requestID))
        return response
    }

    /// Makes an account and opens its first session; returns the cookies.
    ///
    /// - Throws: a `Problem`, `WriterError`, `VaultError`.
    func register(_ asked: RegisterRequest, _ request: Request, id: String) async throws -> [String] {
        guard asked.role != .enseignant || asked.invitationCode != nil else {
            throw Problem(Rejection.invitationInvalid)
        }
        let account = PersonID.random()
        let token = SessionCookies.newToken()
        let hash = try await backend.passwords.hash(asked.password)
        let command = RegisterAccount(
            account: account, role: asked.role, email: asked.email.text,
            emailHash: backend.emailHash.of(asked.email.text), passwordHash: hash,
            displayName: asked.displayName,
            invitationCodeHash: asked.invitationCode.map { backend.invitationHash.of(InvitationCode.normalised($0)) },
            session: session(token, request))
        try await backend.register(command, as: .user(account), for: RequestTrace(request, id: id))
        Logger.current.security(.userCreated, metadata: ["account": "\(account)", "role": "\(asked.role.rawValue)"])
        return backend.cookies.opened(token: token, role: asked.role)
    }

    /// Whether somebody may try to get in: from our own pages, and not too often.
    ///
    /// - Throws: a `Problem` 403 or 429.
    func admit(_ request: Request, _ context: AppContext, _ limit: RateLimit) async throws {
        try await backend.limiter.takeEverywhere(limit, by: addresses.of(request, peer: context.peer))
        try backend.origins.check(request)
    }

    @Sendable func login(_ request: Request, context: AppContext) async throws -> Response {
        try await admit(request, context, .login)
        var response = Response.ok()
        response.setCookies(try await login(try await BodyReader(request), request, id: context.requestID).cookies)
        return response
    }

    /// Opens a session for `email` and `password`.
    ///
    /// - Throws: a `Problem`, `WriterError`.
    func login(
        _ body: consuming BodyReader, _ request: Request, id requestID: String
    ) async throws -> (role: Role, cookies: [String]) {
        let typed = body.string("email", 1...254)
        let password = body.string("password", 1...RegisterRequest.passwordLength.upperBound, trimmed: false)
        let email = EmailAddress(typed)
        if email == nil, !typed.isEmpty { body.refuse("email", "email", "Une adresse électronique est attendue.") }
        try body.finish()
        let emailHash = backend.emailHash.of(email?.text ?? "")
        try await backend.limiter.takeEverywhere(.login, by: emailHash)
        let state = backend.state
        let id = state.accounts.id(emailHash: emailHash)
        let account = id.flatMap { state.accounts[$0] }
        let stored = try account.flatMap { try backend.library.passwordHash(of: $0) }
        // Unknown address and wrong password cost the same time and give the same answer (D-12).
        let verified = try await backend.passwords.verify(
            password, against: stored, alsoImported: state.accounts.importedPasswords > 0)
        guard verified, let id, let account, let stored else {
            Logger.current.security(.loginFailed, metadata: [:])
            throw Problem(.unauthorized, "identifiants-invalides", "Email ou mot de passe incorrect.")
        }
        let trace = RequestTrace(request, id: requestID)
        var verifiedAt = account.passwordAt
        if PasswordHasher.isOutdated(stored) {
            let upgrade = ChangePassword(
                account: id, passwordHash: try await backend.passwords.hash(password), cause: .upgrade, keeping: nil,
                verifiedAt: verifiedAt)
            verifiedAt = try await backend.submit(upgrade, as: .user(id), for: trace).last
        }
        let token = SessionCookies.newToken()
        let command = OpenSession(account: id, session: session(token, request), verifiedAt: verifiedAt)
        _ = try await backend.submit(command, as: .user(id), for: trace)
        Logger.current.security(.loginSucceeded, metadata: ["account": "\(id)"])
        return (account.role, backend.cookies.opened(token: token, role: account.role))
    }

    /// CSRF first, as the contract says; a dead session is no error, and its cookies go all the same (D-14).
    @Sendable func logout(_ request: Request, context: AppContext) async throws -> Response {
        guard let user = context.session else {
            guard request.cookie(SessionCookies.session) != nil else { throw Problem.unauthenticated }
            try backend.origins.check(request)
            var response = Response.ok()
            response.setCookies(backend.cookies.closed)
            return response
        }
        try CSRFGuard.check(request, backend.cookies)
        try await close(user, request, id: context.requestID)
        var response = Response.ok()
        response.setCookies(backend.cookies.closed)
        return response
    }

    /// Ends the session of the request.
    ///
    /// - Throws: `WriterError`.
    func close(_ user: SignedIn, _ request: Request, id: String) async throws(WriterError) {
        let command = CloseSession(account: user.account, session: user.session.id, cause: .logout)
        _ = try await backend.submit(command, as: user.actor, for: RequestTrace(request, id: id))
    }

    @Sendable func me(_ request: Request, context: SignedInContext) async throws -> Response {
        let state = backend.state
        guard let account = state.accounts[context.user.account] else { throw Problem.unauthenticated }
        let body = MeBody(
            id: context.user.account, email: try backend.library.email(of: account) ?? "", role: account.role,
            profile: try ProfileBody(context.user.account, in: backend, state: state))
        var response = try Response.resource(body, for: request)
        let token = request.cookie(SessionCookies.session) ?? ""
        response.setCookies([backend.cookies.csrfCookie(tokenHash: backend.cookies.sessionHash.of(token))])
        return response
    }

    @Sendable func changePassword(_ request: Request, context: SignedInContext) async throws -> Response {
        try await changePassword(
            of: context.user, for: RequestTrace(request, id: context.requestID)
        ) { try await BodyReader(request) }
        return .ok()
    }

    /// Changes the password and ends the account's other sessions.
    ///
    /// - Throws: a `Problem`, `WriterError`.
    func changePassword(
        of user: SignedIn, for trace: RequestTrace, _ read: () async throws -> BodyReader
    ) async throws {
        let id = user.account
        try await backend.limiter.takeEverywhere(.password, by: id.description)
        var body = try await read()
        let current = body.string("currentPassword", 1...RegisterRequest.passwordLength.upperBound, trimmed: false)
        let new = body.string("newPassword", RegisterRequest.passwordLength, trimmed: false)
        try body.finish()
        guard let account = backend.state.accounts[id] else { throw Problem.unauthenticated }
        let stored = try backend.library.passwordHash(of: account)
        guard try await backend.passwords.verify(current, against: stored) else {
            Logger.current.security(.passwordChangeFailed, metadata: ["account": "\(id)"])
            throw Problem.wrongPassword
        }
        let command = ChangePassword(
            account: id, passwordHash: try await backend.passwords.hash(new), cause: .user,
            keeping: user.session.id, verifiedAt: account.passwordAt)
        _ = try await backend.submit(command, as: user.actor, for: trace)
        Logger.current.security(.passwordChanged, metadata: ["account": "\(id)"])
    }

    private func session(_ token: String, _ request: Request) -> NewSession {
        NewSession(
            id: .random(), tokenHash: backend.cookies.sessionHash.of(token),
            userAgent: request.headers[.userAgent].map { String($0.prefix(200)) })
    }
}

/// The answer of `auth/me`.
struct MeBody: Encodable {
    let id: PersonID
    let email: String
    let role: Role
    let profile: ProfileBody
}
