import Crypto

/// What an index is made of and by. Two indexes of the same recipe answer alike, so the recipe's fingerprint is the file's name.
public struct IndexRecipe: Sendable, Equatable {
    /// Changes whenever the file's form does.
    static let format = 2
    /// Words of a passage, unless somebody wants otherwise.
    public static let passageWords = 250

    public var analyzer: TextAnalyzer
    /// Words of a passage, at most.
    public var passageWords: Int
    /// Of the documents: another corpus has another text here.
    public var corpus: String

    /// - Parameter corpus: names the corpus' contents.
    public init(corpus: String, analyzer: TextAnalyzer = .french, passageWords: Int = passageWords) {
        self.corpus = corpus
        self.analyzer = analyzer
        self.passageWords = passageWords
    }

    /// 32 hexadecimal digits.
    public var fingerprint: String {
        let text = "\(Self.format) \(TextAnalyzer.build) \(analyzer.stems) \(passageWords) \(corpus)"
        return SHA256.hash(data: Array(text.utf8)).prefix(16).map(\.hexadecimal).joined()
    }
}
