import Events
import HTTPTypes
import Hummingbird
import Pages
import Projections

/// `/profil`: the account, its password, its sessions, its data.
struct ProfilePages {
    let tools: PageTools
    let profiles: ProfileController
    let auth: AuthController
    let sessions: SessionController
    let persons: PersonController

    private var backend: Backend { tools.backend }

    func addRoutes(to group: RouterGroup<SignedInContext>) {
        group.get("profil", use: show)
            .post("profil", use: update)
            .post("profil/accord", use: changeConsent)
            .post("profil/mot-de-passe", use: changePassword)
            .post("profil/sessions/fermer", use: closeOthers)
            .post("profil/sessions/{sessionId}/fermer", use: close)
            .post("profil/suppression", use: erase)
    }

    /// Which of the page's forms was refused, and why.
    private enum Refused {
        case none
        case profile(FormFields, FormFault)
        case password(FormFault)
        case erasure(FormFault)
    }

    @Sendable func show(_ request: Request, context: SignedInContext) async throws -> Response {
        try page(request, context, .none, .ok)
    }

    @Sendable func update(_ request: Request, context: SignedInContext) async throws -> Response {
        let form = try await PageForm(request, backend).fields
        let outcome = try await tools.attempt {
            try context.user.requireChanging()
            _ = try await profiles.update(
                try ProfileRequest(ProfileForm.body(form), recipient: backend.models?.recipient), of: context.user,
                for: RequestTrace(request, id: context.requestID))
            return .seeOther(PageNotice.profil.at("/profil"))
        }
        return try answer(outcome, request, context) { .profile(form, $0) }
    }

    @Sendable func changeConsent(_ request: Request, context: SignedInContext) async throws -> Response {
        let form = try await PageForm(request, backend).fields
        let isGiven = form[CopieDelivery.consentField] == "true"
        guard let recipient = backend.models?.recipient else { return .seeOther("/profil") }
        _ = try await backend.submit(
            ChangeConsent(account: context.user.account, recipient: recipient, isGiven: isGiven),
            as: context.user.actor, for: RequestTrace(request, id: context.requestID))
        return .seeOther((isGiven ? PageNotice.accord : .retrait).at("/profil"))
    }

    @Sendable func changePassword(_ request: Request, context: SignedInContext) async throws -> Response {
        let form = try await PageForm(request, backend).fields
        let outcome = try await tools.attempt {
            try await auth.changePassword(
                of: context.user, for: RequestTrace(request, id: context.requestID)
            ) { form.body() }
            return .seeOther(PageNotice.motDePasse.at("/profil"))
        }
        return try answer(outcome, request, context) { .password($0) }
    }

    @Sendable func close(_ request: Request, context: SignedInContext) async throws -> Response {
        _ = try await PageForm(request, backend)
        guard let id = context.parameters.get("sessionId").flatMap({ SessionID($0) }) else {
            throw Problem(Rejection.notFound(.session))
        }
        try await sessions.close(id, of: context.user, for: RequestTrace(request, id: context.requestID))
        return .seeOther(PageNotice.session.at("/profil"))
    }

    @Sendable func closeOthers(_ request: Request, context: SignedInContext) async throws -> Response {
        _ = try await PageForm(request, backend)
        try await sessions.closeOthers(of: context.user, for: RequestTrace(request, id: context.requestID))
        return .seeOther(PageNotice.sessions.at("/profil"))
    }

    @Sendable func erase(_ request: Request, context: SignedInContext) async throws -> Response {
        let form = try await PageForm(request, backend).fields
        let outcome = try await tools.attempt {
            guard form["confirmation"] == "oui" else {
                throw Problem(.badRequest, "confirmation-manquante", "Cochez la case pour confirmer.")
            }
            return try await persons.eraseOwn(
                context.user, for: RequestTrace(request, id: context.requestID)
            ) { form.body() }
        }
        if case .done(let erased) = outcome {
            var response = Response.seeOther("/bienvenue")
            response.setCookies(erased.headers[values: .setCookie])
            return response
        }
        return try answer(outcome, request, context) { .erasure($0) }
    }

    private func answer(
        _ outcome: FormOutcome, _ request: Request, _ context: SignedInContext, _ refused: (FormFault) -> Refused
    ) throws -> Response {
        switch outcome {
        case .done(let response): response
        case .refused(let fault, let status): try page(request, context, refused(fault), status)
        }
    }

    private func page(
        _ request: Request, _ context: SignedInContext, _ refused: Refused, _ status: HTTPResponse.Status
    ) throws -> Response {
        let state = backend.state
        let user = context.user
        guard let account = state.accounts[user.account] else { throw Problem.unauthenticated }
        let body = try ProfileBody(user.account, in: backend, state: state)
        var faults = (profile: FormFault.none, password: FormFault.none, erasure: FormFault.none)
        var values = Self.values(body)
        switch refused {
        case .none: break
        case .profile(let form, let fault):
            faults.profile = fault
            for name in values.keys { values[name] = form[name] ?? "" }
        case .password(let fault): faults.password = fault
        case .erasure(let fault): faults.erasure = fault
        }
        let page = ProfilePage(
            csrf: request.csrfToken(backend.cookies), email: try backend.library.email(of: account) ?? "",
            role: user.role.label, profileError: faults.profile.message(shown: Set(values.keys)),
            profileFields: Self.profileFields(values, user.role, faults.profile),
            isPupil: user.role == .eleve, badges: body.badges.map(PageWords.plain),
            passwordError: faults.password.message(shown: ["currentPassword", "newPassword"]),
            passwordFields: Self.passwordFields(faults.password), reader: reader(account),
            sessions: try sessions.sessions(of: user).map(Self.row),
            erasureError: faults.erasure.message(shown: ["password"]),
            erasureFields: [
                Field(
                    "password", "Votre mot de passe, pour confirmer", type: "password",
                    error: faults.erasure["password"], autocomplete: "current-password", idPrefix: "suppression")
            ], isErasing: faults.erasure.message() != nil)
        return try tools.page(page, title: "Profil", request, user: user, status: status)
    }

    /// Only pupils are asked.
    private func reader(_ account: Account) -> ProfilePage.Reader? {
        guard account.role == .eleve, let recipient = backend.models?.recipient else { return nil }
        return ProfilePage.Reader(
            name: recipient, since: account.consent(to: recipient).map { PageWords.time($0.since) })
    }

    private static func values(_ body: ProfileBody) -> [String: String] {
        [
            "displayName": body.displayName, "classLevel": body.classLevel, "targetScore": body.targetScore,
            "eafDate": body.eafDate ?? "", "establishment": body.establishment ?? "",
            "classCode": body.classCode ?? "",
        ]
    }

    /// Only pupils aim at a mark and join a class.
    private static func profileFields(_ values: [String: String], _ role: Role, _ fault: FormFault) -> [Field] {
        let fields = ProfileForm.fields(values, fault)
        guard role == .eleve else { return [fields[0], fields[3]] }
        let target = Field(
            "targetScore", "Objectif", value: values["targetScore"], hint: "Par exemple 14/20.",
            error: fault["targetScore"], isRequired: false, maxLength: 20)
        return Array(fields[..<3]) + [target] + Array(fields[3...])
    }

    private static func passwordFields(_ fault: FormFault) -> [Field] {
        let length = RegisterRequest.passwordLength
        return [
            Field(
                "currentPassword", "Mot de passe actuel", type: "password", error: fault["currentPassword"],
                autocomplete: "current-password"),
            Field(
                "newPassword", "Nouveau mot de passe", type: "password",
                hint: "\(length.lowerBound) caractères au moins.", error: fault["newPassword"],
                autocomplete: "new-password", minLength: length.lowerBound, maxLength: length.upperBound),
        ]
    }

    private static func row(_ session: SessionBody) -> ProfilePage.Session {
        ProfilePage.Session(
            id: session.id.description, device: DeviceName.of(session.userAgent), opened: session.createdOn,
            expires: session.expiresOn, isCurrent: session.current)
    }
}
