/// A one-time code was made that lets its bearer register with a role.
public struct InvitationCreated: Payload {
    public var role: Role
    /// Keyed hash of the code; the code itself is shown once.
    public var codeHash: String
    public var expiresAt: Timestamp

    /// Gathers the members.
    public init(role: Role, codeHash: String, expiresAt: Timestamp) {
        self.role = role
        self.codeHash = codeHash
        self.expiresAt = expiresAt
    }

    public init(from fields: JSONFields) throws(PayloadError) {
        role = try fields.choice("role")
        codeHash = try fields.string("codeHash")
        expiresAt = try fields.timestamp("expiresAt")
    }

    public func write(to out: inout PayloadWriter) {
        out.json.field("role", role.rawValue)
        out.json.field("codeHash", codeHash)
        out.json.field("expiresAt", expiresAt)
    }
}
