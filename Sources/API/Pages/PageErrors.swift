import Events
import HTTPTypes
import Hummingbird
import Pages

/// Errors as people see them who browse: a page of the same design, or the way to log in.
struct PageErrors: Sendable {
    /// Why somebody is asked to log in: `motif=` in the address.
    static let reason = "motif"
    static let sessionEnded = "session"
    /// What an error below `/api` depends on, for caches.
    static let vary = "Accept, Sec-Fetch-Mode"

    let library: PageLibrary

    /// The answer in place of a page; nil where programs ask. Below `/api`, somebody who follows a link of a page is no program.
    func answer(to problem: Problem, _ request: Request, requestID: String) -> Response? {
        guard !Self.isOfAPI(request) || Self.isNavigation(request) else { return nil }
        if problem.status == .unauthorized { return login(request) }
        let text = Self.text(problem)
        let page = ErrorPage(
            status: String(problem.status.code), heading: text.heading, message: text.message, advice: text.advice,
            request: problem.status.code >= 500 ? requestID : nil)
        let shell = Shell(
            title: text.heading, entries: [], user: nil, theme: PageTools.theme(request), notice: nil, path: "/")
        var response = PageTools.html(library.html(page, in: shell), status: problem.status)
        if let seconds = problem.retryAfterSeconds { response.headers[.retryAfter] = String(seconds) }
        if let allow = problem.allow { response.headers[.allow] = allow }
        return response
    }

    static func isOfAPI(_ request: Request) -> Bool {
        let path = request.uri.path
        return path == "/api" || path.hasPrefix("/api/")
    }

    /// Whether a browser asks in order to show the answer in a tab (Fetch Metadata §2.2).
    private static func isNavigation(_ request: Request) -> Bool {
        let accepted = request.headers[values: .accept].joined(separator: ",")
        return request.headers[.fetchMode] == "navigate" && accepted.contains("text/html")
    }

    private func login(_ request: Request) -> Response {
        var query = QueryText()
        query.add(ReturnPath.field, ReturnPath.of(request))
        if request.cookie(SessionCookies.session) != nil { query.add(Self.reason, Self.sessionEnded) }
        let isRead = request.method == .get || request.method == .head
        return Response(
            status: isRead ? .temporaryRedirect : .seeOther,
            headers: [.location: "/login?\(query.text)", .cacheControl: "no-store"])
    }

    private static func text(_ problem: Problem) -> (heading: String, message: String, advice: String?) {
        switch problem.code {
        case Problem.csrfInvalid.code, Problem.csrfMissing.code:
            return (
                "Cette page n’est plus à jour",
                "Elle a été ouverte sous une autre session, et rien n’a été enregistré.",
                "Revenez en arrière, rechargez la page et recommencez."
            )
        case Problem.noRoute.code:
            return ("Page introuvable", "Cette adresse ne mène nulle part, ou plus.", nil)
        default: break
        }
        switch problem.status {
        case .notFound:
            return ("Introuvable", problem.message, "Le lien est peut-être incomplet, ou ne vous est pas destiné.")
        case .forbidden where problem.code == Problem.forbidden.code:
            return ("Accès refusé", "Cette page est réservée à un autre rôle que le vôtre.", nil)
        case .forbidden: return ("Accès refusé", problem.message, nil)
        case .serviceUnavailable: return ("Un instant", problem.message, "Réessayez dans quelques secondes.")
        case .internalServerError: return ("Quelque chose s’est mal passé", problem.message, nil)
        default: return ("Demande refusée", problem.message, nil)
        }
    }
}
