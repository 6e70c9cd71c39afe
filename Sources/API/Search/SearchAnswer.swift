import Events
import Search

/// What a search found.
struct SearchAnswer: Sendable {
    let results: [SearchResult]
    let mode: SearchMode
    /// Words that the corpus has not, and what they were read as.
    let respelled: [String: [String]]
    /// Calls of the model of vectors, to be recorded.
    let calls: [NotedCall]
}

/// One document found.
struct SearchResult: Sendable {
    let document: IndexedDocument
    let excerpt: Excerpt
    /// Where in the document's text the passage stands that was found, in lines from 0.
    let lines: ClosedRange<Int>
    let score: Double
}
