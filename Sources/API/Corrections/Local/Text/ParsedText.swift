import Foundation

/// The text of a copie cut into paragraphs, sentences, words and quotations; every range quotes it exactly.
struct ParsedText {
    /// A 4 h copie stays far below; what lies beyond is not read, and the correction says so.
    static let characterLimit = 60_000

    let characters: [Character]
    let isTruncated: Bool
    let paragraphs: [Range<Int>]
    /// Of each paragraph, in order.
    let wordCounts: [Int]
    let sentences: [Sentence]
    let quotations: [Quotation]
    let folded: FoldedText

    init(_ raw: String) {
        let composed = raw.precomposedStringWithCanonicalMapping
        let characters = Array(composed.prefix(Self.characterLimit))
        self.characters = characters
        isTruncated = composed.count > Self.characterLimit
        paragraphs = ParagraphSplitter(characters: characters).paragraphs()
        let splitter = SentenceSplitter(characters: characters)
        let tokenizer = Tokenizer(characters: characters)
        sentences = paragraphs.enumerated().flatMap { index, paragraph in
            splitter.sentences(in: paragraph).map { range in
                Sentence(range: range, paragraph: index, words: tokenizer.words(in: range))
            }
        }
        var wordCounts = Array(repeating: 0, count: paragraphs.count)
        for sentence in sentences { wordCounts[sentence.paragraph] += sentence.words.count }
        self.wordCounts = wordCounts
        quotations = QuotationFinder(characters: characters).quotations()
        folded = FoldedText(String(characters))
    }

    var words: some Sequence<Word> { sentences.lazy.flatMap(\.words) }

    /// How many words the copie has, `l'analyse` being one.
    var wordCount: Int { sentences.reduce(0) { $0 + $1.words.count } }

    func string(_ range: Range<Int>) -> String {
        String(characters[range])
    }

    /// The paragraphs long enough to develop something; titles and lone lines are not among them.
    var developedParagraphs: [String] {
        zip(paragraphs, wordCounts).filter { $0.1 >= 25 }.map { string($0.0) }
    }

    /// Of each quotation the sentence that it begins in; nil after the last.
    var quotationSentences: [Int?] {
        var index = 0
        return quotations.map { quotation in
            while index < sentences.count, sentences[index].range.upperBound <= quotation.range.lowerBound {
                index += 1
            }
            return index < sentences.count ? index : nil
        }
    }

    /// How many quotations begin in each sentence.
    var quotationsOpened: [Int] {
        var opened = Array(repeating: 0, count: sentences.count)
        for index in quotationSentences.compactMap(\.self) { opened[index] += 1 }
        return opened
    }
}
