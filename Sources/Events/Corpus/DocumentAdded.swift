/// A school's own text joined the reference corpus, or another text took the place of the one of that name.
///
/// The text is in pieces, so that every record stays within its bound: the first is here, the others follow in the same commit, in
/// order and without a record between them.
public struct DocumentAdded: Payload {
    /// As the school calls it: 1 to 200 characters, no white space.
    public var name: String
    public var title: String
    /// SHA-256 over title, a line feed and the whole text, hexadecimal.
    public var digest: String
    /// Of the whole text in UTF-8.
    public var bytes: Int
    /// Pieces, this one included.
    public var parts: Int
    /// The first piece.
    public var text: String

    /// Gathers the members.
    public init(name: String, title: String, digest: String, bytes: Int, parts: Int, text: String) {
        self.name = name
        self.title = title
        self.digest = digest
        self.bytes = bytes
        self.parts = parts
        self.text = text
    }

    public init(from fields: JSONFields) throws(PayloadError) {
        name = try fields.string("name")
        title = try fields.string("title")
        digest = try fields.string("digest")
        bytes = try fields.integer("bytes")
        parts = try fields.integer("parts")
        text = try fields.string("text")
    }

    public func write(to out: inout PayloadWriter) {
        out.json.field("name", name)
        out.json.field("title", title)
        out.json.field("digest", digest)
        out.json.field("bytes", bytes)
        out.json.field("parts", parts)
        out.json.field("text", text)
    }
}
