/// An attempt to correct the copie failed; no mark was given.
public struct CorrectionFailed: Payload {
    public var run: CorrectionRunID
    public var attempt: Int
    /// A stable name of the failure.
    public var code: String
    /// What to tell the pupil, in French.
    public var reason: String
    /// No further attempt follows unless somebody asks.
    public var final: Bool
    public var nextAttemptAt: Timestamp?
    /// When it happened, where the record was imported: the record's own time is the import's then.
    public var occurredAt: Timestamp?

    /// Gathers the members.
    public init(
        run: CorrectionRunID, attempt: Int, code: String, reason: String, final: Bool,
        nextAttemptAt: Timestamp?, occurredAt: Timestamp? = nil
    ) {
        self.run = run
        self.attempt = attempt
        self.code = code
        self.reason = reason
        self.final = final
        self.nextAttemptAt = nextAttemptAt
        self.occurredAt = occurredAt
    }

    public init(from fields: JSONFields) throws(PayloadError) {
        run = try fields.id("run")
        attempt = try fields.integer("attempt")
        code = try fields.string("code")
        reason = try fields.string("reason")
        final = try fields.boolean("final")
        nextAttemptAt = try fields.optionalTimestamp("nextAttemptAt")
        occurredAt = try fields.optionalTimestamp("occurredAt")
    }

    public func write(to out: inout PayloadWriter) {
        out.json.field("run", run)
        out.json.field("attempt", attempt)
        out.json.field("code", code)
        out.json.field("reason", reason)
        out.json.field("final", final)
        out.json.field("nextAttemptAt", nextAttemptAt)
        out.json.field("occurredAt", occurredAt)
    }
}
