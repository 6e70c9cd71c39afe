/// A piece of a document, as it is searched.
struct Passage: Sendable, Equatable {
    let text: String
    /// The document's lines that it stands on, from 0. A line that is longer than a passage is in several.
    let lines: ClosedRange<Int>
}
