import Events
import HTTPTypes
import Hummingbird
import Pages
import Projections

/// `/onboarding`: the first questions, to which a pupil comes back from the profile.
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
    /// Says where a slider stood when the page was made, so that one that was left alone says nothing.
    private static let before = "avant-"
    /// What the sliders' names begin with.
    static let levelField = "niveau-"

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
            let known = try ProfileBody(context.user.account, in: tools.backend, state: tools.backend.state)
            var body = ProfileForm.body(form)
            // No box ticked sends no field at all.
            body.set("selectedOeuvres", .array(form.all("selectedOeuvres").map { .string($0) }))
            body.set("weakSkills", .array(Self.weak(form, known: known.weakSkills).map { .string($0) }))
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

    private static func level(_ form: FormFields, _ name: String) -> Int? {
        form[name].flatMap { Int($0) }.flatMap { levels.contains($0) ? $0 : nil }
    }

    /// The points to work on after the form: those known, but for what a slider that was moved says of its own.
    private static func weak(_ form: FormFields, known: [String]) -> [String] {
        skills.reduce(into: known) { weak, skill in
            let field = levelField + skill.0
            guard let level = level(form, field), level != Self.level(form, before + field) else { return }
            if level > weakMax {
                weak.removeAll { $0 == skill.1 }
            } else if !weak.contains(skill.1) {
                weak.append(skill.1)
            }
        }
    }

    /// What the fields show.
    private struct Typed {
        let values: [String: String]
        let works: [String]
        let levels: [String: Int]
        /// Where the sliders stood before anybody moved them.
        let before: [String: Int]

        init(_ body: ProfileBody) {
            values = [
                "displayName": body.displayName, "classLevel": body.classLevel, "eafDate": body.eafDate ?? "",
                "establishment": body.establishment ?? "", "classCode": body.classCode ?? "",
            ]
            works = body.selectedOeuvres
            let weak = OnboardingPages.skills.filter { body.weakSkills.contains($0.1) }
            levels = Dictionary(uniqueKeysWithValues: weak.map { ($0.0, OnboardingPages.weakMax) })
            before = levels
        }

        init(_ form: FormFields) {
            values = Dictionary(uniqueKeysWithValues: ProfileForm.names.map { ($0, form[$0] ?? "") })
            works = form.all("selectedOeuvres")
            func sent(_ prefix: String) -> [String: Int] {
                let known = OnboardingPages.skills.compactMap { name, _ in
                    OnboardingPages.level(form, prefix + OnboardingPages.levelField + name).map { (name, $0) }
                }
                return Dictionary(uniqueKeysWithValues: known)
            }
            levels = sent("")
            before = sent(OnboardingPages.before)
        }
    }

    private func page(
        _ request: Request, _ context: SignedInContext, _ typed: Typed, _ fault: FormFault,
        _ status: HTTPResponse.Status
    ) throws -> Response {
        let known = bank.works
        let works =
            known.map { work in
                Choice.Option(
                    value: work.title, label: work.title, detail: work.author,
                    isSelected: typed.works.contains(work.title))
            }
            + typed.works.filter { title in !known.contains { $0.title == title } }.map {
                Choice.Option(value: $0, label: $0, isSelected: true)
            }
        let page = OnboardingPage(
            csrf: request.csrfToken(tools.backend.cookies),
            error: fault.message(shown: ProfileForm.names.union(["selectedOeuvres"])),
            fields: ProfileForm.fields(typed.values, fault), works: works, worksError: fault["selectedOeuvres"],
            skills: Self.skills.map { name, label in
                .init(
                    name: Self.levelField + name, label: label, value: "\(typed.levels[name] ?? Self.levelDefault)",
                    before: "\(typed.before[name] ?? Self.levelDefault)")
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
