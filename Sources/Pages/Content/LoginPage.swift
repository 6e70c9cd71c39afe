/// Logging in, or making an account.
public struct LoginPage: PageContent {
    public static let template = "login"

    let isRegistration: Bool
    let message: String?
    let error: String?
    let returnTo: String
    /// What was typed into a form whose session had ended, for browsers that cannot keep it themselves.
    let sentText: String?
    let fields: [Field]
    let roles: [Choice]
    let invitation: [Field]
    let action: String
    let loginLink: String
    let registrationLink: String

    public init(
        isRegistration: Bool, message: String? = nil, error: String? = nil, returnTo: String, escapedReturn: String,
        sentText: String? = nil, fields: [Field], roles: [Choice] = [], invitation: [Field] = []
    ) {
        self.isRegistration = isRegistration
        self.message = message
        self.error = error
        self.returnTo = returnTo
        self.sentText = sentText
        self.fields = fields
        self.roles = roles
        self.invitation = invitation
        action = isRegistration ? "/inscription" : "/login"
        loginLink = "/login?retour=\(escapedReturn)"
        registrationLink = "/login?onglet=inscription&retour=\(escapedReturn)"
    }
}
