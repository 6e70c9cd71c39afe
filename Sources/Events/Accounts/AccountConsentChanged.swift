/// The person agreed that a service outside the school reads what they write, or took that back.
public struct AccountConsentChanged: Payload {
    /// Who may read it: provider and host, as in `mistral (api.mistral.ai)`. Another recipient needs another consent.
    public var recipient: String
    public var given: Bool

    /// Gathers the members.
    public init(recipient: String, given: Bool) {
        self.recipient = recipient
        self.given = given
    }

    public init(from fields: JSONFields) throws(PayloadError) {
        recipient = try fields.string("recipient")
        given = try fields.boolean("given")
    }

    public func write(to out: inout PayloadWriter) {
        out.json.field("recipient", recipient)
        out.json.field("given", given)
    }
}
