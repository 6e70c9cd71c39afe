/// A teacher opened a class.
public struct ClassOpened: Payload {
    public var teacher: PersonID
    /// Six characters of `ClassCode`.
    public var code: String

    /// Gathers the members.
    public init(teacher: PersonID, code: String) {
        self.teacher = teacher
        self.code = code
    }

    public init(from fields: JSONFields) throws(PayloadError) {
        teacher = try fields.id("teacher")
        code = try fields.string("code")
    }

    public func write(to out: inout PayloadWriter) {
        out.json.field("teacher", teacher)
        out.json.field("code", code)
    }
}
