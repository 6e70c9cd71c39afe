/// A further piece of a text that `DocumentAdded` began.
public struct DocumentPartAdded: Payload {
    /// From 2.
    public var part: Int
    public var text: String

    /// Gathers the members.
    public init(part: Int, text: String) {
        self.part = part
        self.text = text
    }

    public init(from fields: JSONFields) throws(PayloadError) {
        part = try fields.integer("part")
        text = try fields.string("text")
    }

    public func write(to out: inout PayloadWriter) {
        out.json.field("part", part)
        out.json.field("text", text)
    }
}
