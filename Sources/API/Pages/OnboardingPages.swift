import Events
import HTTPTypes
import Hummingbird
import Pages
import Projections

/// `/onboarding`: the first questions, all of which the profile can answer later.
struct OnboardingPages {
    /// What pupils say how much at ease they are in; at or below `weakMax` it becomes a point to work on.
    private static let skills = [
        ("lecture", "Lecture cursive"), ("explication", "Explication linéaire"),
        ("grammaire", "Question de grammaire"),
        ("dissertation", "Dissertation"), ("commentaire", "Commentaire"), ("expression", "Expression orale"),
    ]
    private static let levels = 1...5
    private static let levelDefault = 3
    private static let weakMax = 2

    let tools: PageTools
    let profiles: ProfileController
    let bank: SubjectBank

    func addRoutes(to group: RouterGroup<SignedInContext>) {
        group.get("onboarding", use: show).post("onboarding", use: complete)
    }

    @Sendable func show(_ request: Request, context: SignedInContext) async throws -> Response {
        let body = try ProfileBody(context.user.account, in: tools.backend, state: tools.backend.state)
        return try page(request, context, Typed(body), .none, .ok)
    }

    @Sendable func complete(_ request: Request, context: SignedInContext) async throws -> Response {
        let form = try await PageForm(request, tools.backend).fields
        let outcome = try await tools.attempt {
            try context.user.requireChanging()
            var body = form.body(lists: ["selectedOeuvres"])
            let weak = Self.skills.filter { Self.level(form, $0.0) <= Self.weakMax }.map { $0.1 }
            body.set("weakSkills", .array(weak.map { .string($0) }))
            body.set("onboardingCompleted", .boolean(true))
            _ = try await profiles.update(
                try ProfileRequest(body, recipient: tools.backend.models?.recipient), of: context.user,
                for: RequestTrace(request, id: context.requestID))
            return .seeOther(PageNotice.profil.at("/"))
        }
        switch outcome {
        case .done(let response): return response
        case .refused(let fault, let status): return try page(request, context, Typed(form), fault, status)
        }
    }

    private static func level(_ form: FormFields, _ name: String) -> Int {
        form["niveau-\(name)"].flatMap { Int($0) }.flatMap { levels.contains($0) ? $0 : nil } ?? levelDefault
    }

    /// What the fields show.
    private struct Typed {
        let values: [String: String]
        let works: Set<String>
        let levels: [String: Int]

        init(_ body: ProfileBody) {
            values = [
                "displayName": body.displayName, "classLevel": body.classLevel, "eafDate": body.eafDate ?? "",
                "establishment": body.establishment ?? "", "classCode": body.classCode ?? "",
            ]
            works = Set(body.selectedOeuvres)
            levels = [:]
        }

        init(_ form: FormFields) {
            let names = ["displayName", "classLevel", "eafDate", "establishment", "classCode"]
            values = Dictionary(uniqueKeysWithValues: names.map { ($0, form[$0] ?? "") })
            works = Set(form.all("selectedOeuvres"))
            levels = Dictionary(
                uniqueKeysWithValues: OnboardingPages.skills.map { ($0.0, OnboardingPages.level(form, $0.0)) })
        }
    }

    private func page(
        _ request: Request, _ context: SignedInContext, _ typed: Typed, _ fault: FormFault,
        _ status: HTTPResponse.Status
    ) throws -> Response {
        let works = bank.works.map { work in
            Choice.Option(
                value: work.title, label: work.title, detail: work.author,
                isSelected: typed.works.contains(work.title))
        }
        let page = OnboardingPage(
            csrf: request.csrfToken(tools.backend.cookies), error: fault.message,
            fields: ProfileForm.fields(typed.values, fault), works: works, worksError: fault["selectedOeuvres"],
            skills: Self.skills.map { name, label in
                .init(name: "niveau-\(name)", label: label, value: "\(typed.levels[name] ?? Self.levelDefault)")
            })
        return try tools.page(page, title: "Premiers pas", request, user: context.user, status: status)
    }
}

extension SubjectBank {
    /// The works that subjects are about, by title.
    var works: [(title: String, author: String)] {
        var seen: Set<String> = []
        return subjects.filter { seen.insert($0.oeuvre).inserted }.map { ($0.oeuvre, $0.auteur) }
            .sorted { $0.title < $1.title }
    }
}
