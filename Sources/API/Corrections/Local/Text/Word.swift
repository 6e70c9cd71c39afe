/// One word of a copie and where it stands.
struct Word: Equatable {
    /// Offsets in `ParsedText.characters`.
    let range: Range<Int>
    /// As written, with `'` for every apostrophe and without the hyphen of a line break.
    let text: String
    /// Whether a line break cut the word, so that its spelling cannot be judged.
    let isBroken: Bool
    let opensSentence: Bool

    var startsWithCapital: Bool { text.first?.isUppercase ?? false }

    /// The word without its elided article, pronoun or conjunction: `analyse` for `l'analyse`.
    var core: String {
        guard let apostrophe = text.firstIndex(of: "'") else { return text }
        let head = text[..<apostrophe].lowercased()
        guard Self.elided.contains(head) else { return text }
        return String(text[text.index(after: apostrophe)...])
    }

    private static let elided: Set<String> = [
        "l", "d", "j", "m", "t", "s", "n", "c", "qu", "lorsqu", "puisqu", "quoiqu", "jusqu",
    ]
}
