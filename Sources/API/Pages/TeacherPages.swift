import Events
import HTTPTypes
import Hummingbird
import Pages
import Projections

/// `/enseignant` and `/enseignant/copies/{copieId}`: the class and its copies.
struct TeacherPages {
    let tools: PageTools
    let teacher: TeacherController
    let copies: CopieController
    let documents: CopieDocuments

    private var backend: Backend { tools.backend }

    func addRoutes(to group: RouterGroup<SignedInContext>) {
        group.get("enseignant", use: show)
            .post("enseignant/code", use: rotateCode)
            .get("enseignant/copies/{copieId}", use: copie)
            .post("enseignant/copies/{copieId}/commentaire", use: comment)
            .post("enseignant/copies/{copieId}/note", use: mark)
            .post("enseignant/copies/{copieId}/correction", use: correctAgain)
    }

    @Sendable func show(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.user.require(.enseignant)
        let view = try ClassView(of: context.user.account, backend, request)
        let page = try view.page(csrf: request.csrfToken(backend.cookies))
        return try tools.page(page, title: "Votre classe", request, user: context.user)
    }

    @Sendable func rotateCode(_ request: Request, context: SignedInContext) async throws -> Response {
        _ = try await PageForm(request, backend)
        _ = try await teacher.rotateCode(of: context.user, for: RequestTrace(request, id: context.requestID))
        return .seeOther(PageNotice.code.at("/enseignant"))
    }

    @Sendable func copie(_ request: Request, context: SignedInContext) async throws -> Response {
        try await page(request, context, nil, .none, .ok)
    }

    @Sendable func comment(_ request: Request, context: SignedInContext) async throws -> Response {
        try await carryOut(request, context, .commentaire) { form, copie, trace in
            _ = try await teacher.comment(form.body(), on: copie.id.description, by: context.user, for: trace)
        }
    }

    @Sendable func mark(_ request: Request, context: SignedInContext) async throws -> Response {
        try await carryOut(request, context, .note) { form, copie, trace in
            try backend.limiter.take(.mark, by: context.user.account.description)
            _ = try await teacher.mark(
                form.body(numbers: ["note"]), copie.id.description, by: context.user, for: trace)
        }
    }

    @Sendable func correctAgain(_ request: Request, context: SignedInContext) async throws -> Response {
        try await carryOut(request, context, .correction) { _, copie, trace in
            try await copies.correctAgain(copie.id, of: copie.epreuve, asker: context.user, for: trace)
        }
    }

    private func carryOut(
        _ request: Request, _ context: SignedInContext, _ notice: PageNotice,
        _ body: (FormFields, HandedInCopie, RequestTrace) async throws -> Void
    ) async throws -> Response {
        let form = try await PageForm(request, backend).fields
        let copie = try teacher.backend.state.copieOfClass(context)
        let outcome = try await tools.attempt {
            try await body(form, copie, RequestTrace(request, id: context.requestID))
            return .seeOther(notice.at(Self.path(copie.id)))
        }
        switch outcome {
        case .done(let response): return response
        case .refused(let fault, let status): return try await page(request, context, form, fault, status)
        }
    }

    static func path(_ copie: CopieID) -> String { "/enseignant/copies/\(copie)" }

    private func page(
        _ request: Request, _ context: SignedInContext, _ typed: FormFields?, _ fault: FormFault,
        _ status: HTTPResponse.Status
    ) async throws -> Response {
        let copie = try teacher.backend.state.copieOfClass(context)
        let state = backend.state
        guard let account = state.accounts[copie.owner], let epreuve = state.epreuves[copie.epreuve],
            let data = try backend.library.generated(epreuve)
        else { throw Problem.copieNotFound }
        let csrf = request.csrfToken(backend.cookies)
        let path = Self.path(copie.id)
        let view = CorrectionView(
            backend: backend, texts: teacher.texts, copie: copie, csrf: csrf, again: path + "/correction", path: path,
            sheet: try request.sheet)
        let result = try await view.result()
        let page = ClassCopiePage(
            csrf: csrf, error: fault.message(shown: ["note", "motif", "comment"]),
            student: try backend.library.profile(of: account).displayName ?? Role.eleve.label,
            kind: PageWords.kind(data.type), handedIn: PageWords.time(copie.created), status: PageWords.status(copie),
            subject: PageWords.short(data.content.value?.sujet ?? "", 200), documents: documents.ofTeacher(copie),
            failure: copie.status == .error ? try view.failure()?.reason : nil, result: result,
            copieText: result == nil ? try await view.plainText() : nil,
            again: copie.status == .error ? path + "/correction" : nil, markAction: path + "/note",
            markFields: Self.markFields(typed, fault), marks: try view.marks(), comments: try view.comments(),
            mayComment: !copie.corrections.isEmpty, commentAction: path + "/commentaire",
            commentFields: [
                Field(
                    "comment", "Votre commentaire", value: typed?["comment"], error: fault["comment"],
                    maxLength: 1_000, isMultiline: true)
            ])
        return try tools.page(page, title: "Copie d’élève", request, user: context.user, status: status)
    }

    private static func markFields(_ typed: FormFields?, _ fault: FormFault) -> [Field] {
        [
            Field(
                "note", "Note sur 20", value: typed?["note"], hint: "Au demi-point : 12,5.", error: fault["note"],
                autocomplete: "off", maxLength: 5),
            Field(
                "motif", "Motif", value: typed?["motif"], error: fault["motif"], maxLength: 1_000, isMultiline: true),
        ]
    }
}
