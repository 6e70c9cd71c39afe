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
    private static let types = [
        "fiche_methode": "Fiches de méthode", "texte_officiel": "Textes officiels", "grammaire": "Grammaire",
        "figure_de_style": "Figures de style", "mouvement_litteraire": "Mouvements littéraires", "notion": "Notions",
        "oeuvre": "Œuvres", CorpusDocument.schoolType: "Textes de l’établissement",
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
        let fields = try FormFields(query: request)
        let asked = fields["page"].flatMap { Int($0) }
        let found = fields["lignes"].flatMap(Self.lines)
        let (document, text) = try await search.document(id)
        let sheets = TextSheets(text)
        let wanted = asked ?? found.map { sheets.sheet(ofLine: $0.lowerBound) + 1 } ?? 1
        // A number that is too large is the last page's: the text was shortened since.
        let number = min(max(wanted, 1), sheets.sheets.count) - 1
        let sheet = sheets.sheets[number]
        // Texts of others are shown line by line, as they are: verses are lines.
        let isLined = document.type == CorpusDocument.schoolType
        let page = DocumentPage(
            title: document.title, kind: Self.label(document.type), level: "niveau \(document.level)",
            reference: document.reference,
            blocks: ReadingText(sheet.text, keepsLines: isLined, found: found.flatMap { sheet.places(of: $0) })
                .blocks,
            isLined: isLined, sheet: (number + 1, sheets.sheets.count), address: document.page)
        return try tools.page(page, title: document.title, request, user: context.user)
    }

    /// `12-40`: the lines of a passage, from 1; nil for anything else, and then nothing is marked.
    private static func lines(_ text: String) -> ClosedRange<Int>? {
        let numbers = text.split(separator: "-").compactMap { Int($0) }
        guard numbers.count == 2, numbers[0] >= 1, numbers[0] <= numbers[1], numbers[1] < 100_000_000 else {
            return nil
        }
        return numbers[0] - 1...numbers[1] - 1
    }

    /// The page of a document at the passage that was found; its beginning when that is where the passage stands.
    private static func href(_ found: SearchResult) -> String {
        guard found.lines.lowerBound > 0 else { return found.document.page }
        let lines = "\(found.lines.lowerBound + 1)-\(found.lines.upperBound + 1)"
        return "\(found.document.page)?lignes=\(lines)#passage"
    }

    private static func label(_ type: String) -> String { types[type] ?? "Autres textes" }

    private static func result(_ found: SearchResult) -> LibraryPage.Result {
        LibraryPage.Result(
            title: found.document.title, kind: label(found.document.type), level: "niveau \(found.document.level)",
            href: href(found),
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
