/// The chain that documents and questions both go through: words, folded, without stop words, stemmed.
public struct TextAnalyzer: Sendable, Equatable {
    /// Changes whenever the same text may give other terms: an index made by another build of the chain is not used.
    static let build = 1

    /// False compares whole words, to measure what stemming is worth.
    public let stems: Bool

    /// Stems, and leaves out stop words.
    public static let french = TextAnalyzer(stems: true)

    public init(stems: Bool) { self.stems = stems }

    /// What `text` is compared by, in order.
    public func words(of text: String) -> [AnalyzedWord] {
        let words = WordFolder().words(of: text).filter { !StopWords.french.contains($0.text) }
        let terms = stems ? StemCache.shared.stems(of: words.map(\.text)) : words.map(\.text)
        return zip(words, terms).map { AnalyzedWord(word: $0.text, term: $1, range: $0.range) }
    }

    /// The terms alone.
    public func terms(of text: String) -> [String] { words(of: text).map(\.term) }

    /// What the term of a folded word is.
    func term(of word: String) -> String { stems ? StemCache.shared.stems(of: [word])[0] : word }
}
