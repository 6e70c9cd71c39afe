/// A teacher commented on a pupil's correction.
public struct CorrectionCommented: Payload {
    public var comment: CommentID
    public var text: Personal<String>
    /// The teacher who wrote it, where the record was imported: its actor is who imported it.
    public var author: PersonID?

    /// Gathers the members.
    public init(comment: CommentID, text: Personal<String>, author: PersonID? = nil) {
        self.comment = comment
        self.text = text
        self.author = author
    }

    public init(from fields: JSONFields) throws(PayloadError) {
        comment = try fields.id("comment")
        text = try fields.personal("text")
        author = try fields.optionalID("author")
    }

    public func write(to out: inout PayloadWriter) {
        out.json.field("comment", comment)
        out.personal("text", text)
        out.json.field("author", author)
    }
}
