import Events
import Logging
import Projections

/// Carries out what operators ask for at the command line.
struct Control: Sendable {
    let backend: Backend
    let eraser: PersonEraser
    let exporter: PersonExporter

    /// - Parameter name: the operating system's name of who asks.
    /// - Throws: a `Problem`, `WriterError`, `VaultError`.
    func carryOut(_ request: ControlRequest, by name: String, trace: RequestTrace) async throws -> ControlAnswer {
        let actor = Actor.operator(name)
        var answer = ControlAnswer()
        switch request {
        case .createAccount(let email, let password, let displayName, let role):
            answer.account = try await create(email, password, displayName, role, actor, trace)
        case .setRole(let email, let role):
            let account = try find(email)
            _ = try await backend.submit(ChangeRole(account: account, role: role), as: actor, for: trace)
            answer.account = account
        case .setUnsealing(let email, let mayUnseal):
            let account = try find(email)
            _ = try await backend.submit(
                ChangeUnsealing(account: account, mayUnseal: mayUnseal), as: actor, for: trace)
            answer.account = account
        case .setPassword(let email, let password):
            answer.account = try await setPassword(email, password, actor, trace)
        case .invite(let role):
            let invitation = try await backend.invite(role, as: actor, for: trace)
            answer.code = invitation.code
            answer.expiresAt = invitation.expiresAt
        case .revokeSessions(let email):
            let account = try find(email)
            answer.sessions = backend.state.sessions.sessions(of: account).count
            let command = CloseAllSessions(account: account, keeping: nil, cause: .operator)
            _ = try await backend.submit(command, as: actor, for: trace)
            answer.account = account
        case .listAccounts: answer.accounts = try list()
        case .stateDigest:
            let models = backend.state
            answer.position = models.position
            answer.digest = try models.summary().digest
        case .planErasure(let person): answer.plan = try await eraser.plan(try findPerson(person))
        case .erase(let person):
            answer.erasure = try await eraser.erase(
                try findPerson(person), cause: .operator, as: actor, for: trace)
        case .recordDrill(let drill):
            let name = backend.state.log.origin?.name ?? ""
            _ = try await backend.submit(RecordDrill(drilled: drill.fact, name: name), as: actor, for: trace)
        case .addDocuments(let documents): answer.imported = try await add(documents, actor, trace)
        case .removeDocument(let name): try await remove(name, actor, trace)
        case .listDocuments: answer.documents = try documents()
        }
        Logger.current.security(.administratorActed, metadata: ["actor": "\(actor.description)"])
        return answer
    }

    /// Begins to hand out everything that is kept of a person.
    ///
    /// - Throws: as `carryOut`.
    func export(_ person: String, by name: String, trace: RequestTrace) async throws -> PersonExport {
        try await exporter.begin(try findPerson(person), cause: .operator, as: .operator(name), for: trace)
    }

    private func create(
        _ email: String, _ password: String, _ displayName: String?, _ role: Role, _ actor: Actor,
        _ trace: RequestTrace
    ) async throws -> PersonID {
        let address = try checked(email)
        let account = PersonID.random()
        let command = RegisterAccount(
            account: account, role: role, email: address.text, emailHash: backend.emailHash.of(address.text),
            passwordHash: try await hash(password), displayName: displayName, invitationCodeHash: nil, session: nil)
        try await backend.register(command, as: actor, for: trace)
        return account
    }

    private func setPassword(
        _ email: String, _ password: String, _ actor: Actor, _ trace: RequestTrace
    ) async throws -> PersonID {
        let account = try find(email)
        let command = ChangePassword(
            account: account, passwordHash: try await hash(password), cause: .operator, keeping: nil, verifiedAt: nil)
        _ = try await backend.submit(command, as: actor, for: trace)
        return account
    }

    private func hash(_ password: String) async throws -> String {
        guard RegisterRequest.passwordLength.contains(password.count) else {
            throw Problem.invalid([
                FieldIssue(
                    field: "password", rule: "length",
                    message:
                        "De \(RegisterRequest.passwordLength.lowerBound) à \(RegisterRequest.passwordLength.upperBound) caractères."
                )
            ])
        }
        return try await backend.passwords.hash(password)
    }

    private func checked(_ email: String) throws(Problem) -> EmailAddress {
        guard let address = EmailAddress(email) else {
            throw .invalid([
                FieldIssue(field: "email", rule: "email", message: "Une adresse électronique est attendue.")
            ])
        }
        return address
    }

    private func find(_ email: String) throws(Problem) -> PersonID {
        let hash = backend.emailHash.of(try checked(email).text)
        guard let account = backend.state.accounts.id(emailHash: hash) else {
            throw Problem(Rejection.notFound(.account))
        }
        return account
    }

    /// By id or by address. Of whom a restore has forgotten the account, the vault may still have the key.
    private func findPerson(_ text: String) throws(Problem) -> PersonID {
        guard let id = PersonID(text.lowercased()) else { return try find(text) }
        guard backend.state.accounts[id] != nil || backend.vault.isKnown(id) else {
            throw Problem(Rejection.notFound(.account))
        }
        return id
    }

    private func list() throws -> [ControlAccount] {
        try backend.state.accounts.all.sorted { $0.value.registeredAt < $1.value.registeredAt }.map { id, account in
            ControlAccount(
                id: id, email: try backend.library.email(of: account) ?? "", role: account.role,
                mayUnseal: account.mayUnseal, createdAt: account.created.milliseconds)
        }
    }
}
