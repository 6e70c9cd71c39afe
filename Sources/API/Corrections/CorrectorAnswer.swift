public import Events

/// A correction and what it cost.
public struct CorrectorAnswer: Sendable, Equatable {
    public let correction: Correction
    public let usage: ModelUsage

    public init(correction: Correction, usage: ModelUsage) {
        self.correction = correction
        self.usage = usage
    }
}
