/// What the library's pages are made of: a search, and the documents that it finds.
protocol PageSearch: Sendable {
    /// The documents that answer `query`, best first; at most `limit`.
    ///
    /// - Throws: a `Problem`.
    func find(_ query: String, limit: Int, by user: SignedIn, for trace: RequestTrace) async throws -> [PageSearchHit]

    /// Every document, to leaf through.
    ///
    /// - Throws: a `Problem`.
    func documents() async throws -> [PageDocument]

    /// A document with its text, which is Markdown or plain; nil when there is none of that id.
    ///
    /// - Throws: a `Problem`.
    func document(_ id: String) async throws -> (document: PageDocument, text: String)?
}

/// A document of the library without its text.
struct PageDocument: Sendable {
    let id: String
    let title: String
    /// As stored: `fiche_methode`.
    let type: String
    let level: String?
    /// Where it comes from, in words; nil when there is nothing to say.
    let reference: String?
    /// Where a reader finds it: at its source, or on the library's page.
    let address: String
}

/// A document that was found.
struct PageSearchHit: Sendable {
    let document: PageDocument
    /// In order, cut where a match begins or ends.
    let excerpt: [(text: String, isMatch: Bool)]
}
