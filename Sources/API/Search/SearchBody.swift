import Events
import Foundation
import Search

/// The answer of `POST rag/search`.
struct SearchBody: Encodable {
    let query: String
    let results: [SearchResultBody]
    /// Whether there is something to cite.
    let citationsRequired: Bool
    let mode: String
    /// Words that the corpus has not, and the roots that were looked for instead.
    let respelled: [String: [String]]

    init(_ query: String, _ answer: SearchAnswer) {
        self.query = query
        results = answer.results.map(SearchResultBody.init)
        citationsRequired = !answer.results.isEmpty
        mode = answer.mode.rawValue
        respelled = answer.respelled
    }
}

/// One document found.
struct SearchResultBody: Encodable {
    /// A place in the excerpt, in UTF-16 code units.
    struct Highlight: Encodable {
        let start: Int
        let length: Int
    }

    let id: String
    let title: String
    let type: String
    let level: String
    let source: String
    let reference: String?
    let tags: [String]
    /// Plain text, to be escaped like any other.
    let excerpt: String
    let highlights: [Highlight]
    let url: String
    let score: Double

    init(_ result: SearchResult) {
        let document = result.document
        id = document.id
        title = document.title
        type = document.type
        level = document.level
        source = document.source
        reference = document.reference
        tags = document.tags
        excerpt = result.excerpt.text
        highlights = result.excerpt.highlights.map { Highlight(start: $0.lowerBound, length: $0.count) }
        url = document.address
        score = (result.score * 10_000).rounded() / 10_000
    }
}

extension IndexedDocument {
    /// Where a reader finds it: at its source, or on the library's page.
    var address: String {
        let allowed = CharacterSet.alphanumerics.union(CharacterSet(charactersIn: "-._~"))
        return url ?? "/bibliotheque/\(id.addingPercentEncoding(withAllowedCharacters: allowed) ?? "")"
    }
}
