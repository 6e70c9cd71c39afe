/// A person logged in.
public struct SessionOpened: Payload {
    public var account: PersonID
    /// Keyed hash of the token, base64url; the token itself is nowhere on the server.
    public var tokenHash: String
    /// `password`, or `register` right after registration.
    public var method: String
    public var expiresAt: Timestamp
    /// However much it is used, the session ends here.
    public var endsAt: Timestamp
    /// The browser as it named itself, cut to 200 characters.
    public var userAgent: Personal<String>?

    /// Gathers the members.
    public init(
        account: PersonID, tokenHash: String, method: String, expiresAt: Timestamp, endsAt: Timestamp,
        userAgent: Personal<String>?
    ) {
        self.account = account
        self.tokenHash = tokenHash
        self.method = method
        self.expiresAt = expiresAt
        self.endsAt = endsAt
        self.userAgent = userAgent
    }

    public init(from fields: JSONFields) throws(PayloadError) {
        account = try fields.id("account")
        tokenHash = try fields.string("tokenHash")
        method = try fields.string("method")
        expiresAt = try fields.timestamp("expiresAt")
        endsAt = try fields.timestamp("endsAt")
        userAgent = try fields.optionalPersonal("userAgent")
    }

    public func write(to out: inout PayloadWriter) {
        out.json.field("account", account)
        out.json.field("tokenHash", tokenHash)
        out.json.field("method", method)
        out.json.field("expiresAt", expiresAt)
        out.json.field("endsAt", endsAt)
        out.personal("userAgent", userAgent)
    }
}
