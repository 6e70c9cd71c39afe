/// An auditor was given, or lost, the right to see personal values in the log.
public struct AccountUnsealingChanged: Payload {
    public var mayUnseal: Bool

    /// Gathers the members.
    public init(mayUnseal: Bool) { self.mayUnseal = mayUnseal }

    public init(from fields: JSONFields) throws(PayloadError) {
        mayUnseal = try fields.boolean("mayUnseal")
    }

    public func write(to out: inout PayloadWriter) {
        out.json.field("mayUnseal", mayUnseal)
    }
}
