/// One exchange with a provider, as it is recorded.
public struct ModelExchange: Sendable, Equatable {
    /// The outcome of an exchange that gave an answer of the right shape.
    public static let success = "success"

    public let provider: String
    /// The version that answered; the configured name when nobody did.
    public let model: String
    public let tokens: ModelTokens
    public let latencyMilliseconds: Int
    public let costMicroEuros: Int
    /// `success`, or the name of the failure.
    public internal(set) var outcome: String

    public init(
        provider: String, model: String, tokens: ModelTokens, latencyMilliseconds: Int, costMicroEuros: Int,
        outcome: String
    ) {
        self.provider = provider
        self.model = model
        self.tokens = tokens
        self.latencyMilliseconds = latencyMilliseconds
        self.costMicroEuros = costMicroEuros
        self.outcome = outcome
    }
}
