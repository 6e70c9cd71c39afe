/// A model behind HTTP: so many exchanges at once, retries, and a circuit that opens when the provider is down.
public final class RemoteModel: LanguageModel {
    public let provider: String
    public let model: String
    public let readableFiles: Set<ModelFile.Kind>
    private let dialect: any ModelDialect
    private let connection: ProviderConnection

    public init(_ endpoint: ModelEndpoint, policy: RetryPolicy = .standard, clock: ModelClock = .real) {
        provider = endpoint.service.rawValue
        model = endpoint.model
        dialect = endpoint.dialect
        readableFiles = dialect.readableFiles
        connection = ProviderConnection(endpoint, policy: policy, clock: clock)
    }

    /// For how long nobody asks, because the provider failed several times in a row; nil when calls go through.
    public var restSeconds: Double? { connection.restSeconds }

    public func answer(_ prompt: ModelPrompt, noting calls: ModelCallLedger) async throws(ModelFailure) -> ModelAnswer
    {
        let dialect = dialect
        let answer = try await connection.ask(dialect.call(prompt), noting: calls) { body throws(ModelFailure) in
            let reply = try dialect.reply(in: body)
            // Who does not count is counted by length: the budget must not depend on the server's manners.
            let tokens = reply.tokens ?? Self.estimated(prompt, reply.text)
            do throws(ModelFailure) {
                let value = try ModelAnswerReader.value(of: reply.text, shape: prompt.shape)
                return ProviderAnswer(value: value, model: reply.model, tokens: tokens)
            } catch {
                throw ModelFailure(error.kind, error.detail, tokens: tokens)
            }
        }
        return ModelAnswer(value: answer.value, model: answer.model ?? model, usage: answer.tokens)
    }

    private static func estimated(_ prompt: ModelPrompt, _ text: String) -> ModelTokens {
        let input = ModelTokens.estimated(prompt.instructions) + ModelTokens.estimated(prompt.material)
        return ModelTokens(input: input + prompt.files.count * 2_000, output: ModelTokens.estimated(text))
    }
}

extension ModelTokens {
    /// About how many tokens a text has, rather too many.
    static func estimated(_ text: String) -> Int { (text.utf8.count + 2) / 3 }
}
