/// What a provider gave, understood.
struct ProviderAnswer<Value: Sendable>: Sendable {
    let value: Value
    /// The version that answered; nil when the provider does not say.
    let model: String?
    let tokens: ModelTokens
}
