/// How a provider of embeddings is asked and understood. Pure: requests and answers are bytes.
protocol EmbeddingDialect: Sendable {
    func call(_ texts: [String], as role: EmbeddingRole) -> DialectCall
    /// What the body of an answer with status 200 says; the number of vectors is not looked at.
    func reply(in body: [UInt8]) throws(ModelFailure) -> EmbeddingReply
}

/// Vectors as they came, in the order of the texts.
struct EmbeddingReply: Sendable {
    let vectors: [[Float]]
    let model: String?
    /// Nil when the server does not count.
    let tokens: Int?
}
