/// The teacher took a copy of the class list and marks.
public struct ClassExported: Payload {
    public var pupils: Int

    /// Gathers the members.
    public init(pupils: Int) {
        self.pupils = pupils
    }

    public init(from fields: JSONFields) throws(PayloadError) {
        pupils = try fields.integer("pupils")
    }

    public func write(to out: inout PayloadWriter) {
        out.json.field("pupils", pupils)
    }
}
