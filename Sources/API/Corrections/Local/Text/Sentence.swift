/// One sentence of a copie, with its words and the paragraph it stands in.
struct Sentence {
    let range: Range<Int>
    /// Index in `ParsedText.paragraphs`.
    let paragraph: Int
    let words: [Word]
}
