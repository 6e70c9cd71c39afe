import Events
import HTTPTypes
import Hummingbird
import Pages
import Projections

/// `/atelier-ecrit` and `/atelier-ecrit/sujet/{epreuveId}`: getting a subject, handing in a copie.
struct WorkshopPages {
    private static let subjectsMax = 8
    private static let copiesMax = 10
    /// Where the two lists go on.
    private static let subjectsPage = "sujets"
    private static let copiesPage = "before"
    private static let path = "/atelier-ecrit"

    let tools: PageTools
    let epreuves: EpreuveController
    let copies: CopieController

    private var backend: Backend { tools.backend }

    func addRoutes(to group: RouterGroup<SignedInContext>) {
        group.get("atelier-ecrit", use: show).post("atelier-ecrit", use: generate)
            .get("atelier-ecrit/sujet/{epreuveId}", use: subject)
            .post("atelier-ecrit/sujet/{epreuveId}", use: handIn)
    }

    @Sendable func show(_ request: Request, context: SignedInContext) async throws -> Response {
        try workshop(request, context, nil, .none, .ok)
    }

    @Sendable func generate(_ request: Request, context: SignedInContext) async throws -> Response {
        let form = try await PageForm(request, backend).fields
        let outcome = try await tools.attempt {
            try context.user.require(.eleve, .enseignant)
            let wish = [form["type"], form["oeuvre"], form["theme"]].map { $0 ?? "" }.joined(separator: "\n")
            let key = form[PageForm.keyField].map {
                IdempotencyKey(
                    actor: context.user.account.description, route: "atelier-ecrit", key: $0, body: wish.utf8)
            }
            let receipt = try await epreuves.give(
                try GenerateRequest(form.body()), to: context.user, key: key,
                RequestTrace(request, id: context.requestID))
            let given = try epreuves.body(at: receipt.first, in: receipt.state)
            return .seeOther("/atelier-ecrit/sujet/\(given.epreuveId)")
        }
        switch outcome {
        case .done(let response): return response
        case .refused(let fault, let status): return try workshop(request, context, form, fault, status)
        }
    }

    private func workshop(
        _ request: Request, _ context: SignedInContext, _ typed: FormFields?, _ fault: FormFault,
        _ status: HTTPResponse.Status
    ) throws -> Response {
        let state = backend.state
        let rows = CopieRows(backend: backend, state: state)
        let list = try Page(of: state.copies.ownedBy(context.user.account), request, .copies) { $0.uploadedAt }
        let subjects = try Page(
            of: state.epreuves.ownedBy(context.user.account), request, Self.subjectsPage, .epreuves,
            limit: Self.subjectsMax, position: \.position)
        let page = WorkshopPage(
            csrf: request.csrfToken(backend.cookies), key: Self.newKey(),
            error: fault.message(shown: ["oeuvre", "theme"], names: ["type": "Exercice"]),
            pause: backend.pause?.reason, types: Self.types(typed),
            fields: [
                Field(
                    "oeuvre", "Œuvre ou auteur", value: typed?["oeuvre"], error: fault["oeuvre"], isRequired: false,
                    maxLength: 200, suggestions: epreuves.bank.works.map { "\($0.title), \($0.author)" }),
                Field(
                    "theme", "Thème ou parcours", value: typed?["theme"], error: fault["theme"], isRequired: false,
                    maxLength: 200),
            ],
            subjects: try subjects.items.map { try rows.row($0) },
            olderSubjects: subjects.next.map {
                request.address(of: Self.path, Self.subjectsPage, at: $0, keeping: Self.copiesPage, anchor: "sujets")
            },
            copies: try list.items.map { try rows.row($0) },
            olderLink: list.next.map {
                request.address(of: Self.path, Self.copiesPage, at: $0, keeping: Self.subjectsPage, anchor: "copies")
            })
        return try tools.page(page, title: "Atelier écrit", request, user: context.user, status: status)
    }

    private static func types(_ typed: FormFields?) -> [Choice.Option] {
        let details: [(EpreuveType, String)] = [
            (.commentaire, "Voie générale et technologique. Un texte à lire de près."),
            (.dissertation, "Voie générale. Une question sur une œuvre et son parcours."),
            (.contractionEssai, "Voie technologique. Un texte à réduire au quart, puis un essai."),
        ]
        let chosen = typed?["type"] ?? EpreuveType.commentaire.rawValue
        return details.map { type, detail in
            Choice.Option(
                value: type.rawValue, label: PageWords.kind(type), detail: detail,
                isSelected: type.rawValue == chosen)
        }
    }

    @Sendable func subject(_ request: Request, context: SignedInContext) async throws -> Response {
        try subjectPage(request, context, .none, .ok)
    }

    /// The form without scripts; with them, the page sends the file to the API and shows its progress.
    @Sendable func handIn(_ request: Request, context: SignedInContext) async throws -> Response {
        let outcome = try await tools.attempt {
            try context.user.require(.eleve)
            var delivery = CopieDelivery(
                epreuve: context.parameters.get("epreuveId") ?? "", user: context.user, key: nil,
                trace: RequestTrace(request, id: context.requestID))
            let received = try await copies.receive(request, context.user.account) { fields in
                try PageForm.check(fields[PageForm.tokenField], request, backend)
                delivery.key = fields[PageForm.keyField]
                delivery.take(fields)
                try copies.admit(delivery)
            }
            let receipt = try await copies.record(received, delivery)
            let copie = try copies.copie(handedInAt: receipt.first)
            return .seeOther(PageNotice.depot.at("/atelier-ecrit/correction/\(copie)"))
        }
        switch outcome {
        case .done(let response): return response
        case .refused(let fault, let status): return try subjectPage(request, context, fault, status)
        }
    }

    private func subjectPage(
        _ request: Request, _ context: SignedInContext, _ fault: FormFault, _ status: HTTPResponse.Status
    ) throws -> Response {
        let state = backend.state
        let epreuve = try state.epreuve(request, context)
        guard let data = try backend.library.generated(epreuve), let content = data.content.value else {
            throw Problem.epreuveNotFound
        }
        let rows = CopieRows(backend: backend, state: state)
        let handedIn = state.copies.ownedBy(context.user.account).filter { $0.epreuve == epreuve.id }
        func text(_ value: String) -> String? { value.isEmpty ? nil : value }
        let page = SubjectPage(
            csrf: request.csrfToken(backend.cookies), key: Self.newKey(), error: fault.message(),
            kind: PageWords.kind(data.type), date: PageWords.day(epreuve.created),
            wishNote: data.matchesWish
                ? nil : "Aucun sujet de la banque ne répond exactement à votre souhait : en voici un proche.",
            subject: content.sujet, instructions: text(content.consignes), text: text(content.texte),
            source: text(content.source),
            rubrics: data.bareme.rubriques.map { .init(name: $0.titre, max: "\(PageWords.note($0.max)) points") },
            action: "/atelier-ecrit/sujet/\(epreuve.id)", api: "/api/v1/epreuves/\(epreuve.id)/copie",
            bytesMax: copies.uploader.fileBytesMax, sheetsMax: FileIntake.sheetsMax,
            reader: reader(context.user.account, in: state),
            copies: try handedIn.suffix(Self.copiesMax).reversed().map { try rows.row($0) })
        return try tools.page(page, title: "Le sujet", request, user: context.user, status: status)
    }

    /// Who outside the school would read the copie; nil when nobody does.
    private func reader(_ pupil: PersonID, in state: ReadModels) -> SubjectPage.Reader? {
        guard let desk = backend.models, let recipient = desk.recipient else { return nil }
        return SubjectPage.Reader(name: recipient, mayRead: desk.mayRead(textsOf: pupil, in: state))
    }

    /// Names one sending of a form.
    private static func newKey() -> String { CopieID.random().description }
}
