/// What is known of the request behind a command, copied into its records when known.
public struct RecordContext: Sendable, Equatable {
    /// Ties together everything that one request or one correction run caused.
    public var correlationID: String?
    /// The id of the record that led to this one.
    public var causationID: RecordID?
    /// The digest of the client's idempotency key and of the request, see `IdempotencyKey`.
    public var idempotencyKey: String?
    /// W3C Trace Context.
    public var traceparent: String?

    /// Nothing known.
    public init(
        correlationID: String? = nil, causationID: RecordID? = nil, idempotencyKey: String? = nil,
        traceparent: String? = nil
    ) {
        self.correlationID = correlationID
        self.causationID = causationID
        self.idempotencyKey = idempotencyKey
        self.traceparent = traceparent
    }
}
