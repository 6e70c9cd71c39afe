/// Counts words by the convention taught for the contraction.
///
/// A word is a typographic unit between spaces or signs: `l'` counts, `c'est-à-dire` makes four. Units without
/// a meaning of their own do not split (`aujourd'hui`), nor does a euphonic `t` count (`a-t-il` makes two).
enum ContractionCount {
    static func units(in text: ParsedText) -> Int {
        text.words.reduce(0) { $0 + units(of: $1.text) }
    }

    static func units(of word: String) -> Int {
        if Folding.words(word) == ["aujourd", "hui"] { return 1 }
        let pieces = word.split { $0 == "'" || $0 == "-" }
        let euphonic = pieces.dropFirst().dropLast().count { $0 == "t" && word.contains("-t-") }
        return pieces.count - euphonic
    }
}
