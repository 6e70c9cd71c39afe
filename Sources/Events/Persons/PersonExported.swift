/// Everything that the log holds of a person was handed out (GDPR, articles 15 and 20).
public struct PersonExported: Payload {
    public var cause: RightsCause

    /// Gathers the members.
    public init(cause: RightsCause) { self.cause = cause }

    public init(from fields: JSONFields) throws(PayloadError) {
        cause = try fields.choice("cause")
    }

    public func write(to out: inout PayloadWriter) {
        out.json.field("cause", cause.rawValue)
    }
}
