/// A model that gives texts directions in a space, so that near ones mean like things.
public protocol EmbeddingModel: Sendable {
    /// As `EMBEDDINGS_PROVIDER` spells it.
    var provider: String { get }
    var model: String { get }
    /// For how long nobody is to ask, because the provider failed several times in a row; nil when calls go through.
    var restSeconds: Double? { get }

    /// One vector a text, in order, all of one length; each exchange is noted in `calls`, whatever came of it.
    ///
    /// - Parameter texts: at most `EmbeddingLimits.textsMax`.
    /// - Throws: `ModelFailure`.
    func vectors(
        of texts: [String], as role: EmbeddingRole, noting calls: ModelCallLedger
    ) async throws(ModelFailure) -> [[Float]]
}

/// What a text is in a search: some models treat the two apart.
public enum EmbeddingRole: Sendable {
    case question, passage
}

/// What one call may carry.
public enum EmbeddingLimits {
    /// Gemini takes no more than a hundred.
    public static let textsMax = 64
    /// Numbers of a vector.
    static let dimensionsMax = 8_192
}
