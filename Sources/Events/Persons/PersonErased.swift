/// The person's key was destroyed: nothing personal of theirs can be read any more.
public struct PersonErased: Payload {
    public var cause: RightsCause

    /// Gathers the members.
    public init(cause: RightsCause) {
        self.cause = cause
    }

    public init(from fields: JSONFields) throws(PayloadError) {
        cause = try fields.choice("cause")
    }

    public func write(to out: inout PayloadWriter) {
        out.json.field("cause", cause.rawValue)
    }
}
