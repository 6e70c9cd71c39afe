/// A word as the index compares it.
public struct AnalyzedWord: Sendable, Equatable {
    /// Folded: lower case, no accents.
    public let word: String
    /// What is compared: the word's stem.
    public let term: String
    /// Where it stands in the text's UTF-8.
    public let range: Range<Int>
}
