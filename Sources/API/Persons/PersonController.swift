import Events
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Projections

/// `account` and `admin/accounts`: a person's rights, used by the person or by an admin.
struct PersonController {
    let backend: Backend
    let eraser: PersonEraser
    let exporter: PersonExporter

    func addRoutes(to group: RouterGroup<SignedInContext>) {
        group.get("account/export", use: exportOwn)
            .delete("account", use: eraseOwn)
            .get("admin/accounts/{accountId}/export", use: export)
            .delete("admin/accounts/{accountId}", use: erase)
    }

    @Sendable func exportOwn(_ request: Request, context: SignedInContext) async throws -> Response {
        let person = context.user.account
        try backend.limiter.take(.personExport, by: person.description)
        return try await answer(person, cause: .person, request, context)
    }

    @Sendable func export(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.user.require(.admin)
        try backend.limiter.take(.personAdministration, by: context.user.account.description)
        return try await answer(try Self.account(context), cause: .admin, request, context)
    }

    /// The password is asked for again: a session alone, perhaps left open on somebody else's device, destroys nothing.
    @Sendable func eraseOwn(_ request: Request, context: SignedInContext) async throws -> Response {
        try await eraseOwn(context.user, for: RequestTrace(request, id: context.requestID)) {
            try await BodyReader(request)
        }
    }

    /// Erases the account of who asks, whose password is in the body.
    ///
    /// - Throws: a `Problem`, `WriterError`, `VaultError`.
    func eraseOwn(
        _ user: SignedIn, for trace: RequestTrace, _ read: () async throws -> BodyReader
    ) async throws -> Response {
        try await backend.limiter.takeEverywhere(.password, by: user.account.description)
        try await confirm(try await read(), user.account)
        return try await erase(user.account, cause: .person, user, trace)
    }

    @Sendable func erase(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.user.require(.admin)
        try backend.limiter.take(.personAdministration, by: context.user.account.description)
        return try await erase(
            try Self.account(context), cause: .admin, context.user, RequestTrace(request, id: context.requestID))
    }

    private func erase(
        _ person: PersonID, cause: RightsCause, _ user: SignedIn, _ trace: RequestTrace
    ) async throws -> Response {
        _ = try await eraser.erase(person, cause: cause, as: user.actor, for: trace)
        var response = Response.ok()
        if person == user.account { response.setCookies(backend.cookies.closed) }
        return response
    }

    /// Checks the password of who is about to destroy everything.
    ///
    /// - Throws: a `Problem`.
    private func confirm(_ body: consuming BodyReader, _ person: PersonID) async throws {
        let password = body.string("password", 1...RegisterRequest.passwordLength.upperBound, trimmed: false)
        try body.finish()
        // An erasure that stopped halfway: the hash cannot be read any more, and the session is still the person's.
        if backend.vault.isErased(person) { return }
        guard let account = backend.state.accounts[person] else { throw Problem.unauthenticated }
        let stored = try backend.library.passwordHash(of: account)
        guard try await backend.passwords.verify(password, against: stored) else {
            Logger.current.security(.accessDenied, metadata: ["account": "\(person)", "reason": "password"])
            throw Problem.wrongPassword
        }
    }

    private func answer(
        _ person: PersonID, cause: RightsCause, _ request: Request, _ context: SignedInContext
    ) async throws -> Response {
        let export = try await exporter.begin(
            person, cause: cause, as: context.user.actor, for: RequestTrace(request, id: context.requestID))
        return .archive(export)
    }

    private static func account(_ context: SignedInContext) throws(Problem) -> PersonID {
        guard let account = context.parameters.get("accountId").flatMap({ PersonID($0) }) else {
            throw Problem(Rejection.notFound(.account))
        }
        return account
    }
}

extension Response {
    /// A download that is made while it is sent. When making it fails, the connection is cut: the archive has no end then.
    static func archive(_ export: PersonExport) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "application/zip", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"\(PersonExporter.fileName)\"",
            ],
            body: ResponseBody { writer in
                var export = export
                while let bytes = try await export.next() { try await writer.write(ByteBuffer(bytes: bytes)) }
                try await writer.finish(nil)
            })
    }
}
