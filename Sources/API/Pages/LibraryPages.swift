import Events
import HTTPTypes
import Hummingbird
import Pages

/// `/bibliotheque`: searching the reference texts.
struct LibraryPages {
    private static let queryCharactersMax = 300
    private static let resultsMax = 10
    private static let suggestions = [
        "métaphore", "commentaire composé", "romantisme", "plan dialectique", "si-clause et subjonctif",
        "versification",
    ]

    let tools: PageTools
    let search: any PageSearch

    func addRoutes(to group: RouterGroup<SignedInContext>) { group.get("bibliotheque", use: show) }

    @Sendable func show(_ request: Request, context: SignedInContext) async throws -> Response {
        let fields = try FormFields(query: request)
        guard let query = fields["q"].map({ String($0.prefix(Self.queryCharactersMax)) }) else {
            return try page(request, context, nil, [], .none, .ok)
        }
        let trace = RequestTrace(request, id: context.requestID)
        do {
            let hits = try await search.find(query, limit: Self.resultsMax, by: context.user, for: trace)
            return try page(request, context, query, hits, .none, .ok)
        } catch let problem as Problem where problem.status.kind == .clientError && problem != .unauthenticated {
            return try page(request, context, query, [], FormFault(problem), problem.status)
        }
    }

    private func page(
        _ request: Request, _ context: SignedInContext, _ query: String?, _ hits: [PageSearchHit], _ fault: FormFault,
        _ status: HTTPResponse.Status
    ) throws -> Response {
        let page = LibraryPage(
            query: query, error: fault.message,
            results: hits.map { hit in
                .init(
                    title: hit.title, kind: hit.kind, level: hit.level, href: hit.url.flatMap(Self.address),
                    excerpt: ExcerptMarks(hit.excerpt).stretches)
            }, isSearched: query != nil && fault.message == nil,
            suggestions: Self.suggestions.map { text in
                var query = QueryText()
                query.add("q", text)
                return .init(label: text, href: "/bibliotheque?\(query.text)")
            })
        return try tools.page(page, title: "Bibliothèque", request, user: context.user, status: status)
    }

    /// Only addresses that lead to a page: a school's own texts may come with anything.
    private static func address(_ url: String) -> String? {
        ["/", "https://", "http://"].contains(where: url.hasPrefix) && !url.hasPrefix("//") ? url : nil
    }
}
