import Events
import HTTPTypes
import Hummingbird
import Logging
import Pages
import Projections

/// `/atelier-ecrit/correction/{copieId}`: a pupil's copie, from waiting to the correction.
struct CorrectionPages {
    let tools: PageTools
    let copies: CopieController
    let documents: CopieDocuments
    let follows: CopieFollows

    private var backend: Backend { tools.backend }

    func addRoutes(to group: RouterGroup<SignedInContext>) {
        group.get("atelier-ecrit/correction/{copieId}", use: show)
            .post("atelier-ecrit/correction/{copieId}", use: correctAgain)
            .get("atelier-ecrit/correction/{copieId}/suivi", use: follow)
    }

    @Sendable func show(_ request: Request, context: SignedInContext) async throws -> Response {
        try await page(request, context, .none, .ok)
    }

    @Sendable func correctAgain(_ request: Request, context: SignedInContext) async throws -> Response {
        _ = try await PageForm(request, backend)
        let copie = try copie(context)
        let outcome = try await tools.attempt {
            try await copies.correctAgain(
                copie.id, of: copie.epreuve, asker: context.user, for: RequestTrace(request, id: context.requestID))
            return .seeOther(PageNotice.correction.at(Self.path(copie.id)))
        }
        switch outcome {
        case .done(let response): return response
        case .refused(let fault, let status): return try await page(request, context, fault, status)
        }
    }

    /// How the copie stands, told as it changes (server-sent events).
    @Sendable func follow(_ request: Request, context: SignedInContext) async throws -> Response {
        let copie = try copie(context)
        let stream = try follows.stream(of: copie.id, for: context.user)
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/event-stream", .cacheControl: "no-store", .proxyBuffering: "no",
            ],
            body: .init { writer in
                try await request.body.consumeWithCancellationOnInboundClose { _ in
                    try await stream.write(to: &writer)
                }
            })
    }

    static func path(_ copie: CopieID) -> String { "/atelier-ecrit/correction/\(copie)" }

    /// The caller's copie; nobody learns whether another's exists.
    private func copie(_ context: SignedInContext) throws(Problem) -> HandedInCopie {
        guard let id = context.parameters.get("copieId").flatMap({ CopieID($0) }),
            let copie = backend.state.copies[id], copie.owner == context.user.account
        else { throw .copieNotFound }
        return copie
    }

    private func page(
        _ request: Request, _ context: SignedInContext, _ fault: FormFault, _ status: HTTPResponse.Status
    ) async throws -> Response {
        let state = backend.state
        let copie = try copie(context)
        guard let epreuve = state.epreuves[copie.epreuve], let data = try backend.library.generated(epreuve) else {
            throw Problem.copieNotFound
        }
        let csrf = request.csrfToken(backend.cookies)
        let view = CorrectionView(
            backend: backend, texts: copies.texts, copie: copie, csrf: csrf, again: Self.path(copie.id),
            path: Self.path(copie.id), sheet: try request.sheet)
        let result = try await view.result()
        let subjectLink = "/atelier-ecrit/sujet/\(copie.epreuve)"
        let failure = copie.status == .error ? try view.failure() : nil
        let isWaiting = copie.status == .pending || copie.status == .processing
        let page = CorrectionPage(
            csrf: csrf, error: fault.message(), kind: PageWords.kind(data.type),
            handedIn: PageWords.time(copie.created), heading: Self.heading(copie),
            subject: PageWords.short(data.content.value?.sujet ?? "", 200), subjectLink: subjectLink,
            waiting: isWaiting
                ? .init(title: CopieProgress.title(copie), text: try CopieProgress.text(copie, backend)) : nil,
            followLink: Self.path(copie.id) + "/suivi",
            failure: copie.status == .error
                ? .init(
                    reason: failure?.reason ?? "La correction a échoué.", again: Self.path(copie.id),
                    subjectLink: subjectLink,
                    isOfFile: failure.map { RunFailure.isOfFile($0.code) } ?? false) : nil,
            result: result, copieText: result == nil ? try await view.plainText() : nil,
            comments: try view.comments(),
            documents: documents.ofPupil(copie))
        return try tools.page(page, title: "Votre copie", request, user: context.user, status: status)
    }

    private static func heading(_ copie: HandedInCopie) -> String {
        switch copie.status {
        case .pending, .processing:
            copie.corrections.isEmpty ? "Votre copie est déposée" : "Nouvelle correction demandée"
        case .done: "Votre correction"
        case .error: "Votre copie"
        }
    }
}
