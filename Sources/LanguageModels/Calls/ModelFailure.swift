/// Why a model gave no answer that can be used. Holds no text of the prompt or the answer.
public struct ModelFailure: Error, Sendable, Equatable {
    /// The stable names are stored as the outcomes of calls.
    public enum Kind: String, Sendable, CaseIterable {
        /// No connection, or it broke.
        case unreachable
        case timedOut = "timed_out"
        case cancelled
        /// Too many requests for now.
        case rateLimited = "rate_limited"
        /// The account with the provider has no money, or has used up its day.
        case quotaExhausted = "quota_exhausted"
        /// The provider says that it is in trouble.
        case serverError = "server_error"
        /// The key is not accepted.
        case notAuthorised = "not_authorised"
        /// The provider does not know the model, or the address is not its own.
        case notFound = "not_found"
        /// The provider turns this request down.
        case requestRefused = "request_refused"
        /// We do not ask: the provider failed several times in a row.
        case circuitOpen = "circuit_open"
        /// The provider or the model will not say it.
        case contentFiltered = "content_filtered"
        /// The answer would quote a protected text.
        case recitation
        /// The answer is longer than it may be, and was cut.
        case truncated
        case emptyAnswer = "empty_answer"
        /// Not the JSON that was asked for.
        case malformedAnswer = "malformed_answer"
    }

    public let kind: Kind
    /// For the log: a status, a code of the provider, the path of a defect.
    public let detail: String
    /// How long the provider wants to be left alone.
    public let retryAfterSeconds: Double?
    /// What the failed call was charged for.
    public let tokens: ModelTokens

    public init(_ kind: Kind, _ detail: String = "", retryAfterSeconds: Double? = nil, tokens: ModelTokens = .none) {
        self.kind = kind
        self.detail = detail
        self.retryAfterSeconds = retryAfterSeconds
        self.tokens = tokens
    }

    /// Whether it says nothing about this prompt: any other would have failed as well.
    public var isOutage: Bool {
        switch kind {
        case .unreachable, .rateLimited, .quotaExhausted, .serverError, .notAuthorised, .notFound, .circuitOpen: true
        case .timedOut, .cancelled, .requestRefused, .contentFiltered, .recitation, .truncated, .emptyAnswer,
            .malformedAnswer:
            false
        }
    }

    /// Whether several of them in a row, with no answer between, say that the provider is down. One time-out may be this prompt's;
    /// many are not.
    var isStrain: Bool { isOutage || kind == .timedOut }

    /// Whether asking again at once may help.
    var mayPass: Bool {
        switch kind {
        case .unreachable, .rateLimited, .serverError: true
        default: false
        }
    }

    /// Whether only a person can put it right.
    var needsOperator: Bool {
        switch kind {
        case .notAuthorised, .notFound, .quotaExhausted: true
        default: false
        }
    }
}
