import Events
import HTTPTypes
import Hummingbird
import NIOCore
import Pages
import Projections

/// What every page is made with.
struct PageTools: Sendable {
    static let themeCookie = "eaf_theme"
    private static let htmlType = "text/html; charset=utf-8"

    let backend: Backend
    let library: PageLibrary

    /// A page, for whoever asks.
    func page(
        _ content: some PageContent, title: String, _ request: Request, user: SignedIn?,
        status: HTTPResponse.Status = .ok
    ) throws -> Response {
        let notice = request.uri.queryParameters[PageNotice.parameter[...]].flatMap {
            PageNotice(rawValue: String($0))
        }
        let shell = Shell(
            title: title, entries: user.map { navigation(of: $0.role, at: request.uri.path) } ?? [],
            user: try user.map { try shellUser($0, request) }, theme: Self.theme(request),
            notice: status == .ok ? notice?.text : nil,
            path: ReturnPath.of(request))
        var response = Self.html(library.html(content, in: shell), status: status)
        // A browser may have lost the token's cookie and kept the session's; scripts need it.
        if user != nil, request.cookie(SessionCookies.csrf) == nil {
            let hash = backend.cookies.sessionHash.of(request.cookie(SessionCookies.session) ?? "")
            response.setCookies([backend.cookies.csrfCookie(tokenHash: hash)])
        }
        return response
    }

    private func shellUser(_ user: SignedIn, _ request: Request) throws -> Shell.User {
        let name = try backend.state.accounts[user.account].flatMap {
            try backend.library.profile(of: $0).displayName
        }
        return Shell.User(
            name: name ?? user.role.label, role: user.role.label, account: user.account.description,
            csrf: request.csrfToken(backend.cookies))
    }

    static func theme(_ request: Request) -> Shell.Theme? {
        request.cookie(themeCookie).flatMap { Shell.Theme(rawValue: $0) }
    }

    /// Nothing of a page stays on a device that others use after a person has left.
    static func html(_ text: String, status: HTTPResponse.Status) -> Response {
        Response(
            status: status, headers: [.contentType: htmlType, .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    private func navigation(of role: Role, at path: String) -> [Shell.Entry] {
        let library = [("/bibliotheque", "Bibliothèque")]
        let entries: [(String, String)] =
            switch role {
            case .eleve: [("/", "Accueil"), ("/atelier-ecrit", "Atelier écrit")] + library
            case .parent: [("/", "Accueil")]
            case .enseignant: [("/enseignant", "Classe")] + library
            case .admin: [("/enseignant", "Classe"), ("/audit", "Audit")] + library
            case .auditeur: [("/audit", "Audit")] + library
            }
        return (entries + [("/profil", "Profil")]).map { href, label in
            Shell.Entry(
                href: href, label: label,
                isCurrent: href == path || href != "/" && path.hasPrefix(href + "/"))
        }
    }

    /// Runs what a form asks for; what the rules refuse comes back, to be said in the form.
    ///
    /// - Throws: what no form can show: no session any more, a server that cannot write.
    func attempt(_ body: () async throws -> Response) async throws -> FormOutcome {
        do {
            return .done(try await body())
        } catch let problem as Problem where problem != .unauthenticated && problem.status.kind == .clientError {
            return .refused(FormFault(problem), problem.status)
        } catch let error as WriterError {
            let problem = Problem(error)
            guard problem != .unauthenticated, problem.status.kind == .clientError else { throw problem }
            return .refused(FormFault(problem), problem.status)
        }
    }
}

/// What became of a form.
enum FormOutcome {
    case done(Response)
    case refused(FormFault, HTTPResponse.Status)
}

extension Response {
    /// Leads to a page after a form was sent, so that reloading sends nothing again.
    static func seeOther(_ location: String) -> Response {
        Response(status: .seeOther, headers: [.location: location, .cacheControl: "no-store"])
    }
}
