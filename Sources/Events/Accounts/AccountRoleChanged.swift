/// An admin or an operator gave the account another role.
public struct AccountRoleChanged: Payload {
    public var role: Role
    public var previous: Role

    /// Gathers the members.
    public init(role: Role, previous: Role) {
        self.role = role
        self.previous = previous
    }

    public init(from fields: JSONFields) throws(PayloadError) {
        role = try fields.choice("role")
        previous = try fields.choice("previous")
    }

    public func write(to out: inout PayloadWriter) {
        out.json.field("role", role.rawValue)
        out.json.field("previous", previous.rawValue)
    }
}
