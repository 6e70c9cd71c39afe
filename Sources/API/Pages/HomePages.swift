import Events
import HTTPTypes
import Hummingbird
import Pages
import Projections

/// `/`: where each role begins.
struct HomePages {
    /// Copies in the list, and marks of the curve.
    private static let copiesMax = 5
    private static let marksMax = 20

    let tools: PageTools

    private var backend: Backend { tools.backend }

    func addRoutes(to group: RouterGroup<SignedInContext>) { group.get("/", use: show) }

    @Sendable func show(_ request: Request, context: SignedInContext) async throws -> Response {
        switch context.user.role {
        case .eleve: break
        case .parent:
            let name = try profile(context.user, backend.state).displayName
            return try tools.page(ParentPage(name: name), title: "Accueil", request, user: context.user)
        case .enseignant: return .seeOther("/enseignant")
        case .admin, .auditeur: return .seeOther("/audit")
        }
        return try tools.page(try page(context.user), title: "Accueil", request, user: context.user)
    }

    private func profile(_ user: SignedIn, _ state: ReadModels) throws -> ProfileFields {
        guard let account = state.accounts[user.account] else { throw Problem.unauthenticated }
        return try backend.library.profile(of: account)
    }

    private func page(_ user: SignedIn) throws -> HomePage {
        let state = backend.state
        let now = backend.clock.now
        let profile = try profile(user, state)
        let copies = state.copies.ownedBy(user.account)
        let rows = CopieRows(backend: backend, state: state)
        let skills = try SkillSummary(of: copies, in: backend.library)
        return HomePage(
            today: PageWords.today(now), name: profile.displayName,
            countdown: profile.eafDate.flatMap { CivilDate($0) }.map { Self.countdown(to: $0, at: now) },
            nextStep: NextStep(
                profile: profile, copies: copies, weakest: skills.weakest, state: state, owner: user.account
            )
            .content,
            chart: MarksChart(try marks(copies, rows), target: profile.targetScore.flatMap(Self.mark)),
            skills: skills.content, skillBasis: FrenchText.count(skills.copies, "copie corrigée", "copies corrigées"),
            copies: try copies.suffix(Self.copiesMax).reversed().map { try rows.row($0) },
            badges: state.badges.badges(of: user.account).map { PageWords.plain($0.label) })
    }

    private func marks(_ copies: [HandedInCopie], _ rows: CopieRows) throws -> [MarksChart.Mark] {
        try copies.filter { $0.note != nil }.suffix(Self.marksMax).map { copie in
            MarksChart.Mark(
                date: PageWords.day(copie.created), label: try rows.title(copie.epreuve), note: copie.note ?? 0,
                href: "/atelier-ecrit/correction/\(copie.id)")
        }
    }

    static func countdown(to date: CivilDate, at now: Timestamp) -> HomePage.Countdown {
        let days = date.daysSinceEpoch - ParisDay.of(now)
        let text = PageWords.date(date)
        switch days {
        case ..<0: return .init(days: "Passée", unit: "depuis \(FrenchText.count(-days, "jour"))", date: text)
        case 0: return .init(days: "C’est", unit: "aujourd’hui", date: text)
        default: return .init(days: "\(days)", unit: "\(days == 1 ? "jour" : "jours") avant l’épreuve", date: text)
        }
    }

    /// The mark of a target such as `14/20`.
    private static func mark(_ text: String) -> Double? {
        let digits = text.prefix { $0.isNumber || $0 == "," || $0 == "." }.replacing(",", with: ".")
        return Double(digits).flatMap { (0...20).contains($0) ? $0 : nil }
    }
}
