/// What a model's tokens cost. A euro for a million tokens is a millionth of a euro for one.
public struct ModelPrice: Sendable, Equatable {
    /// Of a model on one's own machine.
    public static let free = ModelPrice(inputEuros: 0, outputEuros: 0)

    /// Euros for a million tokens read.
    public let inputEuros: Double
    /// Euros for a million tokens written.
    public let outputEuros: Double

    public init(inputEuros: Double, outputEuros: Double) {
        self.inputEuros = inputEuros
        self.outputEuros = outputEuros
    }

    /// In millionths of a euro, rounded up: what was spent is never understated.
    public func microEuros(of tokens: ModelTokens) -> Int {
        let cost = Double(tokens.input) * inputEuros + Double(tokens.output) * outputEuros
        return Int(min(cost.rounded(.up), 1e15))
    }
}
