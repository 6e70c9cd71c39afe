/// A passage the pupil put between quotation marks.
struct Quotation: Equatable {
    /// Of the passage without its marks.
    let range: Range<Int>
    /// The folded passage, cut where the pupil marked an omission (`…`, `[...]`).
    let pieces: [[String]]

    var wordCount: Int { pieces.reduce(0) { $0 + $1.count } }
}
