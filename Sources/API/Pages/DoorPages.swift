import Events
import HTTPTypes
import Hummingbird
import Pages

/// `/login`, `/inscription`, `/deconnexion`, `/bienvenue`, `/theme`: what everybody reaches.
struct DoorPages {
    private static let themeSeconds = 31_536_000
    private static let sessionEnded = "Votre session a pris fin. Reconnectez-vous : vous reviendrez où vous étiez."

    let tools: PageTools
    let auth: AuthController
    let bank: SubjectBank

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.get("login", use: show).post("login", use: login).post("inscription", use: register)
            .post("deconnexion", use: logout).get("bienvenue", use: welcome).post("theme", use: changeTheme)
    }

    /// Only a session that the server recognises leads away from here (D-14).
    @Sendable func show(_ request: Request, context: AppContext) async throws -> Response {
        let fields = try FormFields(query: request)
        guard context.session == nil else { return .seeOther(ReturnPath.of(fields[ReturnPath.field])) }
        return try page(request, fields, isRegistration: fields["onglet"] == "inscription", .none, .ok)
    }

    @Sendable func login(_ request: Request, context: AppContext) async throws -> Response {
        try await enter(request, isRegistration: false) { fields in
            try await auth.admit(request, context, .login)
            return try await auth.login(fields.body(), request, id: context.requestID).cookies
        }
    }

    @Sendable func register(_ request: Request, context: AppContext) async throws -> Response {
        try await enter(request, isRegistration: true) { fields in
            try await auth.admit(request, context, .register)
            return try await auth.register(try RegisterRequest(fields.body()), request, id: context.requestID)
        }
    }

    private func enter(
        _ request: Request, isRegistration: Bool, _ open: (FormFields) async throws -> [String]
    ) async throws -> Response {
        let fields = try FormFields(try await BodyReader.collect(request))
        do {
            let cookies = try await open(fields)
            let isPupil = isRegistration && [nil, Role.eleve.rawValue].contains(fields["role"])
            var response = Response.seeOther(
                isPupil ? PageNotice.inscription.at("/onboarding") : ReturnPath.of(fields[ReturnPath.field]))
            response.setCookies(cookies)
            return response
        } catch let problem as Problem where problem.status.kind == .clientError {
            return try page(request, fields, isRegistration: isRegistration, FormFault(problem), problem.status)
        } catch let error as WriterError {
            let problem = Problem(error)
            guard problem.status.kind == .clientError else { throw problem }
            return try page(request, fields, isRegistration: isRegistration, FormFault(problem), problem.status)
        }
    }

    private func page(
        _ request: Request, _ fields: FormFields, isRegistration: Bool, _ fault: FormFault,
        _ status: HTTPResponse.Status
    ) throws -> Response {
        let returnTo = ReturnPath.of(fields[ReturnPath.field])
        let isEnded = fields[PageErrors.reason] == PageErrors.sessionEnded
        let page = LoginPage(
            isRegistration: isRegistration, message: isEnded ? Self.sessionEnded : nil,
            error: fault.message(shown: Self.shown(isRegistration)), returnTo: returnTo,
            escapedReturn: ReturnPath.escaped(returnTo),
            sentText: SentText.shown(again: fields),
            fields: Self.fields(fields, isRegistration: isRegistration, fault),
            roles: isRegistration ? [Self.roles(fields, fault)] : [],
            invitation: isRegistration ? [Self.invitation(fields, fault)] : [])
        // What failed is no error of the page: the browser shows it.
        return try tools.page(
            page, title: isRegistration ? "Inscription" : "Connexion", request, user: nil, status: status)
    }

    /// The fields that say themselves what is wrong with them.
    private static func shown(_ isRegistration: Bool) -> Set<String> {
        isRegistration ? ["displayName", "email", "password", "role", "invitationCode"] : ["email", "password"]
    }

    /// The way to log in, in answer to a form whose session had ended: what was typed into it is shown.
    func show(_ text: SentText, of request: Request) throws -> Response {
        let returnTo = ReturnPath.of(request)
        let page = LoginPage(
            isRegistration: false, message: Self.sessionEnded, returnTo: returnTo,
            escapedReturn: ReturnPath.escaped(returnTo), sentText: text.text,
            fields: Self.fields(try FormFields([]), isRegistration: false, .none))
        return try tools.page(page, title: "Connexion", request, user: nil, status: .unauthorized)
    }

    private static func fields(_ typed: FormFields, isRegistration: Bool, _ fault: FormFault) -> [Field] {
        let email = Field(
            "email", "Adresse électronique", type: "email", value: typed["email"], error: fault["email"],
            autocomplete: isRegistration ? "email" : "username", maxLength: 254, testID: "auth-email")
        let length = RegisterRequest.passwordLength
        let password = Field(
            "password", "Mot de passe", type: "password",
            hint: isRegistration ? "\(length.lowerBound) caractères au moins. Une phrase se retient bien." : nil,
            error: fault["password"], autocomplete: isRegistration ? "new-password" : "current-password",
            minLength: isRegistration ? length.lowerBound : nil, maxLength: length.upperBound,
            testID: "auth-password")
        guard isRegistration else { return [email, password] }
        let name = Field(
            "displayName", "Prénom et nom", value: typed["displayName"], error: fault["displayName"],
            autocomplete: "name", isRequired: false, maxLength: 120)
        return [name, email, password]
    }

    private static func roles(_ typed: FormFields, _ fault: FormFault) -> Choice {
        Choice(
            "role", "Vous êtes",
            options: [Role.eleve, .enseignant, .parent].map { role in
                Choice.Option(
                    value: role.rawValue, label: role.label, isSelected: typed["role"] == role.rawValue)
            }, error: fault["role"])
    }

    private static func invitation(_ typed: FormFields, _ fault: FormFault) -> Field {
        Field(
            "invitationCode", "Code d’invitation", value: typed["invitationCode"],
            hint: "Demandé aux enseignants ; l’établissement le remet.", error: fault["invitationCode"],
            autocomplete: "off", isRequired: false, maxLength: 40)
    }

    /// A dead session is no error: its cookies go all the same.
    @Sendable func logout(_ request: Request, context: AppContext) async throws -> Response {
        try tools.backend.origins.check(request)
        if let user = context.session {
            _ = try await PageForm(request, tools.backend)
            try await auth.close(user, request, id: context.requestID)
        }
        var response = Response.seeOther("/login")
        response.setCookies(tools.backend.cookies.closed)
        return response
    }

    @Sendable func welcome(_ request: Request, context: AppContext) async throws -> Response {
        try tools.page(
            WelcomePage(subjects: FrenchText.count(bank.subjects.count, "sujet")), title: "Bienvenue", request,
            user: context.session)
    }

    @Sendable func changeTheme(_ request: Request, context: AppContext) async throws -> Response {
        try tools.backend.origins.check(request)
        let fields = try FormFields(try await BodyReader.collect(request))
        var response = Response.seeOther(ReturnPath.of(fields[ReturnPath.field]))
        if let theme = fields["theme"].flatMap({ Shell.Theme(rawValue: $0) }) {
            response.setCookies([
                tools.backend.cookies.preference(
                    PageTools.themeCookie, theme.rawValue, seconds: Self.themeSeconds)
            ])
        }
        return response
    }
}
