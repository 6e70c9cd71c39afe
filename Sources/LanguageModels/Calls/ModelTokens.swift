/// What a call read and wrote.
public struct ModelTokens: Sendable, Equatable {
    public static let none = ModelTokens(input: 0, output: 0)

    public let input: Int
    /// What was thought included: it is paid for.
    public let output: Int

    public init(input: Int, output: Int) {
        self.input = max(0, input)
        self.output = max(0, output)
    }
}
