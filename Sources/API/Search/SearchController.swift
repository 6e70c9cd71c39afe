import Events
import Foundation
import Hummingbird
import Logging
import Projections
import Search

/// `rag/search` and the documents of the library.
struct SearchController {
    /// Characters of a document that are shown.
    static let contentCharactersMax = 100_000
    static let pageMax = 200
    static let pageDefault = 100

    let backend: Backend
    let search: ReferenceSearch

    func addRoutes(to group: RouterGroup<SignedInContext>) {
        group.post("rag/search", use: find)
            .get("rag/documents", use: list)
            .get("rag/documents/{documentId}", use: show)
    }

    @Sendable func find(_ request: Request, context: SignedInContext) async throws -> Response {
        try backend.limiter.take(.search, by: context.user.account.description)
        let asked = try SearchRequest(try await BodyReader(request))
        let answer = try await find(asked, by: context.user, for: RequestTrace(request, id: context.requestID))
        return try .json(SearchBody(asked.query, answer))
    }

    /// Searches, and records it. What the person may search in a time is for callers to take first.
    ///
    /// - Throws: a `Problem`, `WriterError`.
    func find(_ asked: SearchRequest, by user: SignedIn, for trace: RequestTrace) async throws -> SearchAnswer {
        let answer = try await search.search(asked.query, limit: asked.maxResults)
        try await note(asked, answer, user, trace)
        return answer
    }

    /// Searching reads: it goes on when the log cannot be written, and then leaves no entry in the timeline.
    private func note(
        _ asked: SearchRequest, _ answer: SearchAnswer, _ user: SignedIn, _ trace: RequestTrace
    ) async throws {
        let performed = SearchPerformed(
            query: .clear(asked.query), results: answer.results.count, mode: answer.mode)
        let command = NoteSearch(account: user.account, search: performed, calls: answer.calls)
        do throws(WriterError) {
            _ = try await backend.submit(command, as: user.actor, for: trace)
        } catch {
            guard error.isOutage else { throw error }
            Logger.current.warning("search not recorded", metadata: error.logMetadata)
        }
    }

    @Sendable func list(_ request: Request, context: SignedInContext) async throws -> Response {
        var query = QueryReader(request)
        let type = query.text("type")
        let after = query.text("after")
        let limit = query.integer("limit", 1...Self.pageMax) ?? Self.pageDefault
        try query.finish()
        let documents = try await search.index().documents
        let wanted = documents.filter { (type == nil || $0.type == type) && $0.id > (after ?? "") }
            .sorted { $0.id < $1.id }
        let page = wanted.prefix(limit)
        let types = Dictionary(grouping: documents, by: \.type).mapValues(\.count)
        return try .resource(
            DocumentList(
                documents: page.map { DocumentBody($0) }, types: types,
                next: wanted.count > limit ? page.last?.id : nil),
            for: request)
    }

    @Sendable func show(_ request: Request, context: SignedInContext) async throws -> Response {
        let (document, content) = try await document(
            context.parameters.get("documentId")?.removingPercentEncoding ?? "")
        var body = DocumentBody(document)
        let shown = content.prefix(Self.contentCharactersMax)
        body.content = String(shown)
        body.truncated = shown.endIndex < content.endIndex
        return try .resource(body, for: request)
    }

    /// A document and its text.
    ///
    /// - Throws: a `Problem`.
    func document(_ id: String) async throws -> (document: IndexedDocument, text: String) {
        let index = try await search.index()
        guard let document = index.documents.first(where: { $0.id == id }), let text = try index.body(of: id) else {
            throw Problem.documentNotFound
        }
        return (document, text)
    }
}
