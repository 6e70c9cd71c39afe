/// A passage the pupil put between quotation marks.
struct Quotation: Equatable {
    /// Of the passage without its marks.
    let range: Range<Int>
    /// The folded passage, cut where the pupil marked an omission (`…`, `[...]`).
    let pieces: [[String]]

    var wordCount: Int { pieces.reduce(0) { $0 + $1.count } }

    /// Words that mean something by themselves.
    var contentWordCount: Int {
        pieces.reduce(0) { sum, piece in sum + piece.count { $0.count > 2 && !StopWords.all.contains($0) } }
    }
}
