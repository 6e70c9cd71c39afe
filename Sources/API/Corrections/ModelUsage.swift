/// What one call of a reader consumed.
public struct ModelUsage: Sendable, Equatable {
    public static let none = ModelUsage(tokensIn: 0, tokensOut: 0, costMicroEuros: 0)

    public let tokensIn: Int
    public let tokensOut: Int
    public let costMicroEuros: Int

    public init(tokensIn: Int, tokensOut: Int, costMicroEuros: Int) {
        self.tokensIn = tokensIn
        self.tokensOut = tokensOut
        self.costMicroEuros = costMicroEuros
    }
}
