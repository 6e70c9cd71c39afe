/// What an answer of the search was found by.
public enum SearchMode: String, Codable, Sendable, CaseIterable {
    /// By words and by meaning.
    case hybrid
    /// By meaning alone: no word of the question occurs.
    case vector
    /// By words alone.
    case lexical
}
