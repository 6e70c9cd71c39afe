import Hummingbird
import Pages

/// Every page, in one place.
struct PageRoutes {
    let router: APIRouter
    let library: PageLibrary
    /// What the API answers, so that pages link to nothing else.
    let known: RouteTable

    func addRoutes(to group: RouterGroup<AppContext>) {
        let backend = router.backend
        let tools = PageTools(backend: backend, library: library)
        let auth = AuthController(backend: backend, addresses: router.addresses)
        let profiles = ProfileController(backend: backend)
        let copies = CopieController(backend: backend, uploader: router.uploader, texts: router.texts)
        let documents = CopieDocuments(routes: known)
        AssetPages(assets: library.assets).addRoutes(to: group)
        let door = DoorPages(tools: tools, auth: auth, bank: router.bank)
        door.addRoutes(to: group)
        let signedIn = group.group().add(middleware: LostForms(door: door)).group(context: SignedInContext.self)
        HomePages(tools: tools).addRoutes(to: signedIn)
        OnboardingPages(tools: tools, profiles: profiles, bank: router.bank).addRoutes(to: signedIn)
        WorkshopPages(
            tools: tools, epreuves: EpreuveController(backend: backend, bank: router.bank), copies: copies
        ).addRoutes(to: signedIn)
        CorrectionPages(
            tools: tools, copies: copies, documents: documents, follows: CopieFollows(backend: backend)
        ).addRoutes(to: signedIn)
        LibraryPages(tools: tools, search: SearchController(backend: backend, search: router.search))
            .addRoutes(to: signedIn)
        ProfilePages(
            tools: tools, profiles: profiles, auth: auth, sessions: SessionController(backend: backend),
            persons: PersonController(backend: backend, eraser: router.eraser, exporter: router.exporter)
        ).addRoutes(to: signedIn)
        TeacherPages(
            tools: tools, teacher: TeacherController(backend: backend, texts: router.texts), copies: copies,
            documents: documents
        ).addRoutes(to: signedIn)
        AuditPages(tools: tools, audit: router.audit).addRoutes(to: signedIn)
    }
}
