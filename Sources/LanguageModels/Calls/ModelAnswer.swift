public import Events

/// What a model answered, and what that took.
public struct ModelAnswer: Sendable, Equatable {
    /// Of the prompt's shape.
    public let value: JSONValue
    /// The version that answered, as the provider names it.
    public let model: String
    public let usage: ModelTokens

    public init(value: JSONValue, model: String, usage: ModelTokens) {
        self.value = value
        self.model = model
        self.usage = usage
    }
}
