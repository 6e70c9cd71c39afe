/// A teacher commented on a pupil's correction.
public struct CorrectionCommented: Payload {
    public var comment: CommentID
    public var text: Personal<String>

    /// Gathers the members.
    public init(comment: CommentID, text: Personal<String>) {
        self.comment = comment
        self.text = text
    }

    public init(from fields: JSONFields) throws(PayloadError) {
        comment = try fields.id("comment")
        text = try fields.personal("text")
    }

    public func write(to out: inout PayloadWriter) {
        out.json.field("comment", comment)
        out.personal("text", text)
    }
}
