/// A session ended before its expiry.
public struct SessionClosed: Payload {
    public var account: PersonID
    public var cause: SessionCloseCause

    /// Gathers the members.
    public init(account: PersonID, cause: SessionCloseCause) {
        self.account = account
        self.cause = cause
    }

    public init(from fields: JSONFields) throws(PayloadError) {
        account = try fields.id("account")
        cause = try fields.choice("cause")
    }

    public func write(to out: inout PayloadWriter) {
        out.json.field("account", account)
        out.json.field("cause", cause.rawValue)
    }
}
