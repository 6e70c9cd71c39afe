/// A school's own text left the reference corpus.
public struct DocumentRemoved: Payload {
    public var name: String

    /// Gathers the members.
    public init(name: String) { self.name = name }

    public init(from fields: JSONFields) throws(PayloadError) { name = try fields.string("name") }

    public func write(to out: inout PayloadWriter) { out.json.field("name", name) }
}
