/// A correction is wanted: the copie joins the queue of work.
public struct CorrectionRequested: Payload {
    public var cause: CorrectionCause

    /// Gathers the members.
    public init(cause: CorrectionCause) {
        self.cause = cause
    }

    public init(from fields: JSONFields) throws(PayloadError) {
        cause = try fields.choice("cause")
    }

    public func write(to out: inout PayloadWriter) {
        out.json.field("cause", cause.rawValue)
    }
}
