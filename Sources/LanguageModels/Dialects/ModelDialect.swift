/// How a provider is asked and understood. Pure: requests and answers are bytes.
protocol ModelDialect: Sendable {
    var readableFiles: Set<ModelFile.Kind> { get }

    func call(_ prompt: ModelPrompt) -> DialectCall

    /// What the body of an answer with status 200 says.
    func reply(in body: [UInt8]) throws(ModelFailure) -> DialectReply
}

/// A POST, without what belongs to the connection.
struct DialectCall: Equatable {
    let url: String
    let headers: [String: String]
    let body: [UInt8]
}

/// What a model wrote, before its shape is looked at.
struct DialectReply: Equatable {
    let text: String
    /// Nil when the server does not say.
    let model: String?
    /// Nil when the server does not count.
    let tokens: ModelTokens?
}
