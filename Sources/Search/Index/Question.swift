/// What somebody asked, as the index looks for it.
public struct Question: Sendable, Equatable {
    public let text: String
    /// Any of which may occur; each once, at most `SearchLimits.termsMax`.
    public let terms: [String]
    /// Words that the corpus has not, with the terms that they were read as.
    public let respelled: [String: [String]]

    init(_ text: String, words: [AnalyzedWord], terms: (AnalyzedWord) -> [String]) {
        self.text = text
        var all: [String] = []
        var respelled: [String: [String]] = [:]
        for word in words where all.count < SearchLimits.termsMax {
            let meant = terms(word)
            if meant != [word.term] { respelled[word.word] = meant }
            for term in meant where !all.contains(term) { all.append(term) }
        }
        self.terms = all
        self.respelled = respelled
    }

    /// In FTS5's language: terms are letters and digits, and quoted, so none is read as an operator.
    var match: String { terms.map { "\"\($0)\"" }.joined(separator: " OR ") }
}
