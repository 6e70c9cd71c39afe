/// The class has another enrolment code; who is enrolled stays enrolled.
public struct ClassCodeRotated: Payload {
    public var code: String

    /// Gathers the members.
    public init(code: String) {
        self.code = code
    }

    public init(from fields: JSONFields) throws(PayloadError) {
        code = try fields.string("code")
    }

    public func write(to out: inout PayloadWriter) {
        out.json.field("code", code)
    }
}
