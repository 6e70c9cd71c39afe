import Events
import Foundation
import HTTPTypes
import Hummingbird
import Pages
import Search

/// `/bibliotheque` and `/bibliotheque/{documentId}`: searching the reference texts, leafing through them, reading them.
struct LibraryPages {
    private static let queryCharactersMax = SearchRequest.queryLength.upperBound
    private static let resultsMax = 10
    /// Documents of a type that are listed; a school may have added thousands.
    private static let listedMax = 60
    /// Characters of a document that are shown.
    private static let textCharactersMax = 40_000
    private static let types = [
        "fiche_methode": "Fiches de méthode", "texte_officiel": "Textes officiels", "grammaire": "Grammaire",
        "figure_de_style": "Figures de style", "mouvement_litteraire": "Mouvements littéraires", "notion": "Notions",
        "oeuvre": "Œuvres", "texte_etablissement": "Textes de l’établissement",
    ]

    let tools: PageTools
    let search: SearchController

    func addRoutes(to group: RouterGroup<SignedInContext>) {
        group.get("bibliotheque", use: show).get("bibliotheque/{documentId}", use: read)
    }

    @Sendable func show(_ request: Request, context: SignedInContext) async throws -> Response {
        let fields = try FormFields(query: request)
        guard let query = fields["q"].map({ String($0.prefix(Self.queryCharactersMax)) }) else {
            let shelves = Self.shelves(try await search.search.index().documents)
            return try page(request, context, LibraryPage(results: [], isSearched: false, shelves: shelves), .ok)
        }
        do {
            try search.backend.limiter.take(.search, by: context.user.account.description)
            let asked = BodyReader(members: ["query": .string(query), "maxResults": .number(Double(Self.resultsMax))])
            let answer = try await search.find(
                SearchRequest(asked), by: context.user, for: RequestTrace(request, id: context.requestID))
            let found = LibraryPage(
                query: query, results: answer.results.map(Self.result), isSearched: true, shelves: [])
            return try page(request, context, found, .ok)
        } catch let problem as Problem where problem.status.kind == .clientError && problem != .unauthenticated {
            let refused = LibraryPage(
                query: query, error: FormFault(problem).message(names: ["query": "Recherche"]), results: [],
                isSearched: false, shelves: [])
            return try page(request, context, refused, problem.status)
        }
    }

    private func page(
        _ request: Request, _ context: SignedInContext, _ page: LibraryPage, _ status: HTTPResponse.Status
    ) throws -> Response {
        try tools.page(page, title: "Bibliothèque", request, user: context.user, status: status)
    }

    @Sendable func read(_ request: Request, context: SignedInContext) async throws -> Response {
        let id = context.parameters.get("documentId")?.removingPercentEncoding ?? ""
        let (document, text) = try await search.document(id)
        let page = DocumentPage(
            title: document.title, kind: Self.label(document.type), level: "niveau \(document.level)",
            reference: document.reference, blocks: ReadingText(String(text.prefix(Self.textCharactersMax))).blocks,
            isCut: text.count > Self.textCharactersMax)
        return try tools.page(page, title: document.title, request, user: context.user)
    }

    private static func label(_ type: String) -> String { types[type] ?? "Autres textes" }

    private static func result(_ found: SearchResult) -> LibraryPage.Result {
        LibraryPage.Result(
            title: found.document.title, kind: label(found.document.type), level: "niveau \(found.document.level)",
            href: found.document.page,
            excerpt: found.excerpt.segments.map { .init(text: $0.text, isMatch: $0.isMatch) })
    }

    private static func shelves(_ documents: [IndexedDocument]) -> [LibraryPage.Shelf] {
        Dictionary(grouping: documents) { label($0.type) }.sorted { $0.key < $1.key }.map { label, documents in
            let sorted = documents.sorted { $0.title.lowercased() < $1.title.lowercased() }
            return LibraryPage.Shelf(
                label: label, count: FrenchText.count(documents.count, "document"),
                documents: sorted.prefix(listedMax).map { .init(title: $0.title, href: $0.page) },
                rest: sorted.count > listedMax
                    ? "Et \(FrenchText.count(sorted.count - listedMax, "autre")), que la recherche trouve." : nil)
        }
    }
}
