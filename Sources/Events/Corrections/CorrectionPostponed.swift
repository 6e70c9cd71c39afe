/// The corrector could not be reached: the copie waits again, and the attempt does not count.
public struct CorrectionPostponed: Payload {
    public var run: CorrectionRunID
    /// The attempt that was not one.
    public var attempt: Int
    /// A stable name of what stands in the way.
    public var code: String
    /// What to tell the pupil, in French.
    public var reason: String
    public var nextAttemptAt: Timestamp

    /// Gathers the members.
    public init(run: CorrectionRunID, attempt: Int, code: String, reason: String, nextAttemptAt: Timestamp) {
        self.run = run
        self.attempt = attempt
        self.code = code
        self.reason = reason
        self.nextAttemptAt = nextAttemptAt
    }

    public init(from fields: JSONFields) throws(PayloadError) {
        run = try fields.id("run")
        attempt = try fields.integer("attempt")
        code = try fields.string("code")
        reason = try fields.string("reason")
        nextAttemptAt = try fields.timestamp("nextAttemptAt")
    }

    public func write(to out: inout PayloadWriter) {
        out.json.field("run", run)
        out.json.field("attempt", attempt)
        out.json.field("code", code)
        out.json.field("reason", reason)
        out.json.field("nextAttemptAt", nextAttemptAt)
    }
}
