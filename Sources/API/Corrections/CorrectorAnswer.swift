public import Events

/// A correction and what it cost.
public struct CorrectorAnswer: Sendable, Equatable {
    public let correction: Correction
    public let usage: ModelUsage
    /// Names the version of the prompt; nil without a model.
    public let promptHash: String?
    /// Annotations that were left out, because the copie does not hold what they quote; nil without a model.
    public let quotesDropped: Int?

    public init(correction: Correction, usage: ModelUsage, promptHash: String? = nil, quotesDropped: Int? = nil) {
        self.correction = correction
        self.usage = usage
        self.promptHash = promptHash
        self.quotesDropped = quotesDropped
    }
}
