/// What the library's page searches with.
protocol PageSearch: Sendable {
    /// The texts that answer `query`, best first; at most `limit`.
    ///
    /// - Throws: a `Problem`.
    func find(_ query: String, limit: Int, by user: SignedIn, for trace: RequestTrace) async throws -> [PageSearchHit]
}

/// A text that was found.
struct PageSearchHit: Sendable {
    let title: String
    /// In French, as a reader is told.
    let kind: String
    let level: String?
    /// An address of ours or of the web; nil when there is nothing to open.
    let url: String?
    let excerpt: String
}
