import Events
import Hummingbird
import Logging
import Projections

/// What admins do over HTTP: invitations, roles, and the auditors' right to see personal values.
struct AdminController {
    let backend: Backend

    func addRoutes(to group: RouterGroup<SignedInContext>) {
        group.post("invitations", use: invite).put("admin/accounts/{accountId}/role", use: changeRole)
            .put("admin/accounts/{accountId}/unsealing", use: changeUnsealing)
    }

    @Sendable func invite(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.user.require(.admin)
        var body = try await BodyReader(request)
        let role = body.optionalChoice("role", among: [Role.enseignant]) ?? .enseignant
        try body.finish()
        let invitation = try await backend.invite(
            role, as: context.user.actor, for: RequestTrace(request, id: context.requestID))
        return try .json(invitation, status: .created)
    }

    @Sendable func changeRole(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.user.require(.admin)
        var body = try await BodyReader(request)
        if !body.has("role") { body.refuse("role", "required", "Champ obligatoire.") }
        let role = body.optionalChoice("role", among: Role.allCases) ?? .eleve
        try body.finish()
        let account = try account(context)
        _ = try await backend.submit(
            ChangeRole(account: account, role: role), as: context.user.actor,
            for: RequestTrace(request, id: context.requestID))
        Logger.current.security(.permissionsChanged, metadata: ["account": "\(account)", "role": "\(role.rawValue)"])
        return .ok()
    }

    @Sendable func changeUnsealing(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.user.require(.admin)
        var body = try await BodyReader(request)
        if !body.has("mayUnseal") { body.refuse("mayUnseal", "required", "Champ obligatoire.") }
        let mayUnseal = body.optionalBoolean("mayUnseal") ?? false
        try body.finish()
        let account = try account(context)
        _ = try await backend.submit(
            ChangeUnsealing(account: account, mayUnseal: mayUnseal), as: context.user.actor,
            for: RequestTrace(request, id: context.requestID))
        Logger.current.security(
            .permissionsChanged, metadata: ["account": "\(account)", "unsealing": "\(mayUnseal)"])
        return .ok()
    }

    private func account(_ context: SignedInContext) throws(Problem) -> PersonID {
        guard let account = context.parameters.get("accountId").flatMap({ PersonID($0) }) else {
            throw Problem(Rejection.notFound(.account))
        }
        return account
    }
}

/// A new invitation: the only time that its code is shown.
struct InvitationBody: Codable {
    let code: String
    let role: Role
    let expiresAt: String
}

extension Backend {
    /// Makes a one-time code.
    ///
    /// - Throws: `WriterError`.
    func invite(_ role: Role, as actor: Actor, for request: RequestTrace) async throws(WriterError) -> InvitationBody
    {
        var generator = SystemRandomNumberGenerator()
        let code = InvitationCode.random(using: &generator)
        let command = CreateInvitation(
            id: .random(), role: role, codeHash: invitationHash.of(InvitationCode.normalised(code)))
        let receipt = try await submit(command, as: actor, for: request)
        let expires = receipt.time.adding(seconds: CreateInvitation.lifeSeconds)
        return InvitationBody(code: code, role: role, expiresAt: expires.milliseconds)
    }
}
