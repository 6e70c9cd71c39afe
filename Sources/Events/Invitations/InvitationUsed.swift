/// Somebody registered with the code.
public struct InvitationUsed: Payload {
    public var account: PersonID

    /// Gathers the members.
    public init(account: PersonID) {
        self.account = account
    }

    public init(from fields: JSONFields) throws(PayloadError) {
        account = try fields.id("account")
    }

    public func write(to out: inout PayloadWriter) {
        out.json.field("account", account)
    }
}
