/// An account came into being, with its first profile.
public struct AccountRegistered: Payload {
    public var role: Role
    /// The keyed hash of the normalised address, for look-up; see `EmailHash`.
    public var emailHash: String
    public var email: Personal<String>
    /// A PHC string: of argon2id, unless `passwordScheme` says otherwise.
    public var passwordHash: Personal<String>
    /// The defaults at the time of registration.
    public var profile: Personal<ProfileFields>
    /// The invitation that gave the role, if one did.
    public var invitation: InvitationID?
    /// How the hash was made when it is not argon2id's: `pbkdf2-sha512` of an imported account.
    public var passwordScheme: String?
    /// When it happened, where the record was imported: the record's own time is the import's then.
    public var occurredAt: Timestamp?

    /// Gathers the members.
    public init(
        role: Role, emailHash: String, email: Personal<String>, passwordHash: Personal<String>,
        profile: Personal<ProfileFields>, invitation: InvitationID?, passwordScheme: String? = nil,
        occurredAt: Timestamp? = nil
    ) {
        self.role = role
        self.emailHash = emailHash
        self.email = email
        self.passwordHash = passwordHash
        self.profile = profile
        self.invitation = invitation
        self.passwordScheme = passwordScheme
        self.occurredAt = occurredAt
    }

    public init(from fields: JSONFields) throws(PayloadError) {
        role = try fields.choice("role")
        emailHash = try fields.string("emailHash")
        email = try fields.personal("email")
        passwordHash = try fields.personal("passwordHash")
        profile = try fields.personal("profile")
        invitation = try fields.optionalID("invitation")
        passwordScheme = try fields.optionalString("passwordScheme")
        occurredAt = try fields.optionalTimestamp("occurredAt")
    }

    public func write(to out: inout PayloadWriter) {
        out.json.field("role", role.rawValue)
        out.json.field("emailHash", emailHash)
        out.personal("email", email)
        out.personal("passwordHash", passwordHash)
        out.personal("profile", profile)
        out.json.field("invitation", invitation)
        out.json.field("passwordScheme", passwordScheme)
        out.json.field("occurredAt", occurredAt)
    }
}
