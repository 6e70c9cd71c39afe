/// A teacher set the mark himself. The last such mark counts, whatever a later correction says.
public struct CorrectionMarked: Payload {
    /// Out of 20, in half points.
    public var note: Double
    public var reason: Personal<String>

    /// Gathers the members.
    public init(note: Double, reason: Personal<String>) {
        self.note = note
        self.reason = reason
    }

    public init(from fields: JSONFields) throws(PayloadError) {
        note = try fields.number("note")
        reason = try fields.personal("reason")
    }

    public func write(to out: inout PayloadWriter) {
        out.json.field("note", number: note)
        out.personal("reason", reason)
    }
}
