/// A model behind a provider's API: one prompt in, one JSON object of the prompt's shape out.
public protocol LanguageModel: Sendable {
    /// As `LLM_PROVIDER` spells it.
    var provider: String { get }
    /// The model as it is configured; an answer names the version that really answered.
    var model: String { get }
    /// The kinds of file that it can look at.
    var readableFiles: Set<ModelFile.Kind> { get }
    /// For how long nobody is to ask, because the provider failed several times in a row; nil when calls go through.
    var restSeconds: Double? { get }

    /// Asks once, trying again where that may help; each exchange is noted in `calls`, whatever came of it.
    ///
    /// - Throws: `ModelFailure`; an answer that is not of the prompt's shape is one.
    func answer(_ prompt: ModelPrompt, noting calls: ModelCallLedger) async throws(ModelFailure) -> ModelAnswer
}
