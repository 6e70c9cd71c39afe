/// A model of embeddings behind HTTP, with the same care as `RemoteModel`.
public final class RemoteEmbedder: EmbeddingModel {
    public let provider: String
    public let model: String
    private let dialect: any EmbeddingDialect
    private let connection: ProviderConnection

    /// - Parameter endpoint: `model` is the model of embeddings.
    public init(_ endpoint: ModelEndpoint, policy: RetryPolicy = .standard, clock: ModelClock = .real) {
        provider = endpoint.service.rawValue
        model = endpoint.model
        dialect = endpoint.embeddingDialect
        connection = ProviderConnection(endpoint, policy: policy, clock: clock)
    }

    public var restSeconds: Double? { connection.restSeconds }

    public func vectors(
        of texts: [String], as role: EmbeddingRole, noting calls: ModelCallLedger
    ) async throws(ModelFailure) -> [[Float]] {
        precondition((1...EmbeddingLimits.textsMax).contains(texts.count), "\(texts.count) texts in one call")
        let dialect = dialect
        let answer = try await connection.ask(dialect.call(texts, as: role), noting: calls) {
            body throws(ModelFailure) in
            let reply = try dialect.reply(in: body)
            let tokens = ModelTokens(
                input: reply.tokens ?? texts.reduce(0) { $0 + ModelTokens.estimated($1) }, output: 0)
            guard Self.isWhole(reply.vectors, for: texts.count) else {
                throw ModelFailure(.malformedAnswer, "vectors missing or unlike", tokens: tokens)
            }
            return ProviderAnswer(value: reply.vectors, model: reply.model, tokens: tokens)
        }
        return answer.value
    }

    private static func isWhole(_ vectors: [[Float]], for count: Int) -> Bool {
        guard vectors.count == count, let first = vectors.first else { return false }
        return (1...EmbeddingLimits.dimensionsMax).contains(first.count)
            && vectors.allSatisfy { $0.count == first.count && $0.allSatisfy(\.isFinite) }
    }
}

extension ModelEndpoint {
    fileprivate var embeddingDialect: any EmbeddingDialect {
        switch service {
        case .openai, .mistral, .ollama: OpenAIEmbeddingDialect(base: base, key: key, model: model)
        case .gemini: GeminiEmbeddingDialect(base: base, version: version, key: key ?? "", model: model)
        }
    }
}
