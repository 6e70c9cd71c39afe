/// An account came into being, with its first profile.
public struct AccountRegistered: Payload {
    public var role: Role
    /// The keyed hash of the normalised address, for look-up; see `EmailHash`.
    public var emailHash: String
    public var email: Personal<String>
    /// A PHC string of argon2id.
    public var passwordHash: Personal<String>
    /// The defaults at the time of registration.
    public var profile: Personal<ProfileFields>
    /// The invitation that gave the role, if one did.
    public var invitation: InvitationID?

    /// Gathers the members.
    public init(
        role: Role, emailHash: String, email: Personal<String>, passwordHash: Personal<String>,
        profile: Personal<ProfileFields>, invitation: InvitationID?
    ) {
        self.role = role
        self.emailHash = emailHash
        self.email = email
        self.passwordHash = passwordHash
        self.profile = profile
        self.invitation = invitation
    }

    public init(from fields: JSONFields) throws(PayloadError) {
        role = try fields.choice("role")
        emailHash = try fields.string("emailHash")
        email = try fields.personal("email")
        passwordHash = try fields.personal("passwordHash")
        profile = try fields.personal("profile")
        invitation = try fields.optionalID("invitation")
    }

    public func write(to out: inout PayloadWriter) {
        out.json.field("role", role.rawValue)
        out.json.field("emailHash", emailHash)
        out.personal("email", email)
        out.personal("passwordHash", passwordHash)
        out.personal("profile", profile)
        out.json.field("invitation", invitation)
    }
}
