public import LanguageModels

/// A reader of copies: the embedded rules, or a language model behind an API.
public protocol Corrector: Sendable {
    /// The name of the provider, as `LLM_PROVIDER` spells it.
    var provider: String { get }
    /// The model, or the version of the rules, that reads.
    var model: String { get }

    /// The kinds of file that it can look at beside the text.
    var readableFiles: Set<ModelFile.Kind> { get }

    /// Returns the correction of one copie, which the caller still validates against the scheme.
    ///
    /// - Parameter calls: where every call of a model is noted as it ends. A reader that calls none leaves it empty, and counts as one
    ///   call itself.
    func correct(
        _ request: CorrectorRequest, noting calls: ModelCallLedger
    ) async throws(CorrectorFailure) -> CorrectorAnswer
}

extension Corrector {
    public var readableFiles: Set<ModelFile.Kind> { [] }
}
