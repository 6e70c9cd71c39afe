/// The copie was corrected.
public struct CorrectionCompleted: Payload {
    public var run: CorrectionRunID
    public var attempt: Int
    /// Out of 20, in half points.
    public var note: Double
    public var provider: String
    public var model: String
    /// No language model and no teacher stands behind the mark.
    public var provisional: Bool
    public var correction: Personal<Correction>
    /// SHA-256 of the instructions and the shape that the model was given; nil without a model.
    public var promptHash: String?
    /// Why this version was asked for; nil in records from before versions were told apart.
    public var cause: CorrectionCause?
    /// Annotations left out because the passage that they quote is not in the copie.
    public var quotesDropped: Int?
    /// When it happened, where the record was imported: the record's own time is the import's then.
    public var occurredAt: Timestamp?

    /// Gathers the members.
    public init(
        run: CorrectionRunID, attempt: Int, note: Double, provider: String, model: String,
        provisional: Bool, correction: Personal<Correction>, promptHash: String? = nil,
        cause: CorrectionCause? = nil, quotesDropped: Int? = nil, occurredAt: Timestamp? = nil
    ) {
        self.run = run
        self.attempt = attempt
        self.note = note
        self.provider = provider
        self.model = model
        self.provisional = provisional
        self.correction = correction
        self.promptHash = promptHash
        self.cause = cause
        self.quotesDropped = quotesDropped
        self.occurredAt = occurredAt
    }

    public init(from fields: JSONFields) throws(PayloadError) {
        run = try fields.id("run")
        attempt = try fields.integer("attempt")
        note = try fields.number("note")
        provider = try fields.string("provider")
        model = try fields.string("model")
        provisional = try fields.boolean("provisional")
        correction = try fields.personal("correction")
        promptHash = try fields.optionalString("promptHash")
        cause = try fields.optionalString("cause").flatMap { CorrectionCause(rawValue: $0) }
        quotesDropped = try fields.optionalInteger("quotesDropped")
        occurredAt = try fields.optionalTimestamp("occurredAt")
    }

    public func write(to out: inout PayloadWriter) {
        out.json.field("run", run)
        out.json.field("attempt", attempt)
        out.json.field("note", number: note)
        out.json.field("provider", provider)
        out.json.field("model", model)
        out.json.field("provisional", provisional)
        out.personal("correction", correction)
        out.json.field("promptHash", promptHash)
        out.json.field("cause", cause?.rawValue)
        out.json.field("quotesDropped", quotesDropped)
        out.json.field("occurredAt", occurredAt)
    }
}
