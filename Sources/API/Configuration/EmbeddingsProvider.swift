/// Who makes the vectors of the search: a value of `EMBEDDINGS_PROVIDER`.
public enum EmbeddingsProvider: String, CaseIterable, Sendable {
    /// The search goes by words alone.
    case none
    case openai, gemini, mistral, ollama
}
