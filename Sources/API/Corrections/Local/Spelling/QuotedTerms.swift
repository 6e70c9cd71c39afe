/// The words of a copie that stand between quotation marks as a term or a title: a few of them, perhaps of another language.
struct QuotedTerms {
    private static let wordsMax = 6

    private let places: Set<Int>

    init(_ copie: ParsedText) {
        places = Set(copie.quotations.lazy.filter { $0.wordCount <= Self.wordsMax }.flatMap(\.range))
    }

    func hold(_ word: Word) -> Bool { places.contains(word.range.lowerBound) }
}
