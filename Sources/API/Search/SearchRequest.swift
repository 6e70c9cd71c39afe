/// The members of `POST rag/search`, checked.
struct SearchRequest {
    static let queryLength = 1...1_000
    static let resultsDefault = 5

    let query: String
    let maxResults: Int

    init(_ body: consuming BodyReader) throws(Problem) {
        query = body.string("query", Self.queryLength)
        maxResults = Self.maxResults(&body)
        try body.finish()
    }

    private static func maxResults(_ body: inout BodyReader) -> Int {
        guard body.has("maxResults") else { return resultsDefault }
        guard let number = body.number("maxResults", 1...Double(ReferenceSearch.resultsMax)) else {
            return resultsDefault
        }
        guard let count = Int(exactly: number) else {
            body.refuse("maxResults", "integer", "Un entier est attendu.")
            return resultsDefault
        }
        return count
    }
}
