import Events
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

/// One document found: what lists say of it, with the passage that was found in place of its beginning.
struct SearchResultBody: Encodable {
    /// A place in the excerpt, in UTF-16 code units.
    struct Highlight: Encodable {
        let start: Int
        let length: Int
    }

    private enum CodingKeys: String, CodingKey { case highlights, score }

    let document: DocumentBody
    let highlights: [Highlight]
    let score: Double

    init(_ result: SearchResult) {
        var document = DocumentBody(result.document)
        document.excerpt = result.excerpt.text
        self.document = document
        highlights = result.excerpt.highlights.map { Highlight(start: $0.lowerBound, length: $0.count) }
        score = (result.score * 10_000).rounded() / 10_000
    }

    func encode(to encoder: any Encoder) throws {
        try document.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(highlights, forKey: .highlights)
        try container.encode(score, forKey: .score)
    }
}
