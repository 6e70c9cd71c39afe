/// A reader of copies: the embedded rules, or a language model behind an API.
public protocol Corrector: Sendable {
    /// The name of the provider, as `LLM_PROVIDER` spells it.
    var provider: String { get }
    /// The model, or the version of the rules, that reads.
    var model: String { get }

    /// Returns the correction of one copie, which the caller still validates against the scheme.
    func correct(_ request: CorrectorRequest) async throws(CorrectorFailure) -> CorrectorAnswer
}
