/// The words of a corpus: which it has, and which an unknown one may have been meant to be.
struct Vocabulary: Sendable {
    /// Unknown words that are shorter are left as they are.
    static let lettersMin = 4
    /// So are longer ones: nobody mistypes them.
    static let lettersMax = 32
    /// Shorter roots have too many neighbours to tell which was meant.
    static let rootLettersMin = 7

    struct Word: Sendable {
        let text: String
        let term: String
        /// How often the corpus has it.
        let count: Int
    }

    private let words: [Word]
    private let numbers: [String: Int]
    /// How often the corpus has each.
    private let terms: [String: Int]
    private let grams: QuadGrams

    init(_ words: [Word]) {
        self.words = words
        numbers = Dictionary(uniqueKeysWithValues: words.enumerated().map { ($1.text, $0) })
        terms = Dictionary(words.map { ($0.term, $0.count) }, uniquingKeysWith: +)
        grams = QuadGrams(words.map(\.text))
    }

    /// The terms that a word of a question stands for: its own when the corpus has it, else those of the words it may have been meant to
    /// be, commonest first; its own when there are none.
    func terms(for word: AnalyzedWord) -> [String] {
        guard terms[word.term] == nil, (Self.lettersMin...Self.lettersMax).contains(word.word.utf8.count) else {
            return [word.term]
        }
        // A mistake in a form that the corpus has not is one in its root all the same.
        for find in [nearWords, nearTerms, similarWords] {
            var meant: [String] = []
            for term in find(word) where meant.count < SearchLimits.spellingsMax && !meant.contains(term) {
                meant.append(term)
            }
            if !meant.isEmpty { return meant }
        }
        return [word.term]
    }

    private func nearWords(_ word: AnalyzedWord) -> [String] {
        EditDistance.neighbours(of: word.word).compactMap { numbers[$0] }.map { words[$0] }
            .sorted { ($1.count, $0.text) < ($0.count, $1.text) }.map(\.term)
    }

    private func nearTerms(_ word: AnalyzedWord) -> [String] {
        guard word.term.utf8.count >= Self.rootLettersMin else { return [] }
        return EditDistance.neighbours(of: word.term).compactMap { term in terms[term].map { (term, $0) } }
            .sorted { ($1.1, $0.0) < ($0.1, $1.0) }.map(\.0)
    }

    private func similarWords(_ word: AnalyzedWord) -> [String] {
        guard word.word.utf8.count >= QuadGrams.lettersMin else { return [] }
        return grams.likest(word.word, count: SearchLimits.spellingsMax).map { words[$0.word].term }
    }
}
