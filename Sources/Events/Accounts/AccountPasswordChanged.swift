/// The account has another password hash.
public struct AccountPasswordChanged: Payload {
    public var cause: PasswordChangeCause
    /// A PHC string of argon2id.
    public var passwordHash: Personal<String>

    /// Gathers the members.
    public init(cause: PasswordChangeCause, passwordHash: Personal<String>) {
        self.cause = cause
        self.passwordHash = passwordHash
    }

    public init(from fields: JSONFields) throws(PayloadError) {
        cause = try fields.choice("cause")
        passwordHash = try fields.personal("passwordHash")
    }

    public func write(to out: inout PayloadWriter) {
        out.json.field("cause", cause.rawValue)
        out.personal("passwordHash", passwordHash)
    }
}
