/// A pupil's first page: how long until the exam, marks, skills, copies, and what to do next.
public struct HomePage: PageContent {
    public static let template = "accueil"

    let today: String
    let name: String?
    let countdown: Countdown?
    let nextStep: NextStep
    let chart: MarksChart?
    let skills: [Skill]
    let skillBasis: String
    let copies: [ListRow]
    let badges: [String]
    let hasSkills: Bool
    let hasCopies: Bool
    let hasBadges: Bool

    public init(
        today: String, name: String? = nil, countdown: Countdown? = nil, nextStep: NextStep,
        chart: MarksChart? = nil, skills: [Skill], skillBasis: String, copies: [ListRow], badges: [String]
    ) {
        self.today = today
        self.name = name
        self.countdown = countdown
        self.nextStep = nextStep
        self.chart = chart
        self.skills = skills
        self.skillBasis = skillBasis
        self.copies = copies
        self.badges = badges
        hasSkills = !skills.isEmpty
        hasCopies = !copies.isEmpty
        hasBadges = !badges.isEmpty
    }
}

extension HomePage {
    /// How long until the exam.
    public struct Countdown: Sendable {
        let days: String
        let unit: String
        let date: String

        public init(days: String, unit: String, date: String) {
            self.days = days
            self.unit = unit
            self.date = date
        }
    }

    /// What to do next.
    public struct NextStep: Sendable {
        let text: String
        let href: String
        let label: String

        public init(text: String, href: String, label: String) {
            self.text = text
            self.href = href
            self.label = label
        }
    }

    /// How a pupil does in one rubric of the marking schemes.
    public struct Skill: Sendable {
        let id: String
        let name: String
        let score: String
        let percent: String
        let trend: String?

        public init(id: String, name: String, score: String, percent: String, trend: String? = nil) {
            self.id = id
            self.name = name
            self.score = score
            self.percent = percent
            self.trend = trend
        }
    }
}
