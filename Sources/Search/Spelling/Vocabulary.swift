/// The words of a corpus: which it has, and which an unknown one may have been meant to be.
struct Vocabulary: Sendable {
    /// Unknown words that are shorter are left as they are.
    static let lettersMin = 4
    /// So are longer ones: nobody mistypes them.
    static let lettersMax = 32

    struct Word: Sendable {
        let text: String
        let term: String
        /// How often the corpus has it.
        let count: Int
    }

    private let words: [Word]
    private let numbers: [String: Int]
    private let terms: Set<String>
    private let grams: QuadGrams

    init(_ words: [Word]) {
        self.words = words
        numbers = Dictionary(uniqueKeysWithValues: words.enumerated().map { ($1.text, $0) })
        terms = Set(words.map(\.term))
        grams = QuadGrams(words.map(\.text))
    }

    /// The terms that a word of a question stands for: its own when the corpus has it, else those of the words it may have been meant to
    /// be, commonest first; its own when there are none.
    func terms(for word: AnalyzedWord) -> [String] {
        guard !terms.contains(word.term), (Self.lettersMin...Self.lettersMax).contains(word.word.utf8.count) else {
            return [word.term]
        }
        let near = EditDistance.neighbours(of: word.word).compactMap { numbers[$0] }
            .sorted { (words[$1].count, words[$0].text) < (words[$0].count, words[$1].text) }
        let found = near.isEmpty ? similar(to: word.word) : near
        var meant: [String] = []
        for number in found where meant.count < SearchLimits.spellingsMax && !meant.contains(words[number].term) {
            meant.append(words[number].term)
        }
        return meant.isEmpty ? [word.term] : meant
    }

    private func similar(to word: String) -> [Int] {
        guard word.utf8.count >= QuadGrams.lettersMin else { return [] }
        return grams.likest(word, count: SearchLimits.spellingsMax).map(\.word)
    }
}
