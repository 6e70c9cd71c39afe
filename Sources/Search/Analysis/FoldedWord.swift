/// A word of a text, folded, and where it stands.
struct FoldedWord: Equatable, Sendable {
    let text: String
    /// In the text's UTF-8.
    let range: Range<Int>
}
