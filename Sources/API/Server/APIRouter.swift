import Documents
import Hummingbird
import Pages

/// Everything that the HTTP API answers, in one place.
struct APIRouter {
    let backend: Backend
    let bank: SubjectBank
    let uploader: CopieUploader
    let texts: CopieContents
    let press = ReportPress(limits: .standard)
    let eraser: PersonEraser
    let exporter: PersonExporter
    let health: HealthController
    let publications: LogPublications
    let addresses: ClientAddresses
    let openAPI: OpenAPIController
    let pages: PageLibrary
    let audit: AuditController
    let search: ReferenceSearch
    /// Whether browsers reach the server over TLS.
    let isSecure: Bool
    /// Whether other nodes have the same log.
    let isShared: Bool

    /// The router with all routes and layers.
    func build() -> Router<AppContext> {
        // Routes first on a bare router, to know them; the layers need the list.
        let bare = Router(context: AppContext.self)
        addRoutes(to: bare, known: RouteTable([]))
        let known = RouteTable(Self.routes(of: bare))
        let router = Router(context: AppContext.self)
        router.add(
            middleware: RequestScope(
                headers: SecurityHeaders(isSecure: isSecure), routes: known,
                threads: isShared ? RequestThreads() : nil, pages: PageErrors(library: pages)))
        addRoutes(to: router, known: known)
        return router
    }

    /// Method and path of every route; `{path}` stands for the rest of a path.
    static func routes(of router: Router<AppContext>) -> [RouteTable.Route] {
        router.routes.map { route in
            let path = route.path.description
            return RouteTable.Route(
                method: route.method.rawValue,
                path: path.hasSuffix("/**") ? path.dropLast(2) + RouteTable.rest : path)
        }
    }

    private func addRoutes(to router: Router<AppContext>, known: RouteTable) {
        let open = router.group("api/v1")
        health.addRoutes(to: open)
        openAPI.addRoutes(to: open)
        LogController(publications: publications).addRoutes(to: open)
        let recognised = router.group("api/v1")
        if isShared { recognised.add(middleware: ReadYourWrites(backend: backend)) }
        recognised.add(middleware: Authentication(backend: backend))
        let auth = AuthController(backend: backend, addresses: addresses)
        let vitals = VitalsController(backend: backend, addresses: addresses)
        auth.addPublicRoutes(to: recognised)
        vitals.addPublicRoutes(to: recognised)
        let signedIn = recognised.group(context: SignedInContext.self)
            .add(middleware: CSRFGuard(cookies: backend.cookies))
        auth.addRoutes(to: signedIn)
        SessionController(backend: backend).addRoutes(to: signedIn)
        ProfileController(backend: backend).addRoutes(to: signedIn)
        TimelineController(backend: backend).addRoutes(to: signedIn)
        EpreuveController(backend: backend, bank: bank).addRoutes(to: signedIn)
        CopieController(backend: backend, uploader: uploader, texts: texts).addRoutes(to: signedIn)
        CopieFileController(backend: backend, texts: texts).addRoutes(to: signedIn)
        ReportController(backend: backend, press: press).addRoutes(to: signedIn)
        RecepisseController(backend: backend, publications: publications).addRoutes(to: signedIn)
        TeacherController(backend: backend, texts: texts).addRoutes(to: signedIn)
        ModelMetricsController(backend: backend).addRoutes(to: signedIn)
        SearchController(backend: backend, search: search).addRoutes(to: signedIn)
        AdminController(backend: backend).addRoutes(to: signedIn)
        audit.addRoutes(to: signedIn)
        PersonController(backend: backend, eraser: eraser, exporter: exporter).addRoutes(to: signedIn)
        addPages(to: router, known: known)
    }

    /// Forms carry the session's token in a field, which the pages check.
    private func addPages(to router: Router<AppContext>, known: RouteTable) {
        let recognised = router.group()
        if isShared { recognised.add(middleware: ReadYourWrites(backend: backend)) }
        recognised.add(middleware: Authentication(backend: backend))
        PageRoutes(router: self, library: pages, known: known).addRoutes(to: recognised)
    }
}
