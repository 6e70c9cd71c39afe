/// A teacher's class.
public struct TeacherPage: PageContent {
    public static let template = "enseignant"

    let csrf: String
    let code: String?
    let students: [Student]
    let studentCount: String
    let classMean: String?
    let distribution: BarChart?
    let studentPages: Pages?
    let copies: [ListRow]
    let copieCount: String
    let copiePages: Pages?
    let models: Models
    let vitals: [Vital]
    let hasStudents: Bool
    let hasCopies: Bool

    public init(
        csrf: String, code: String? = nil, students: [Student], studentCount: String,
        classMean: String? = nil, distribution: BarChart? = nil, studentPages: Pages? = nil,
        copies: [ListRow], copieCount: String, copiePages: Pages? = nil, models: Models, vitals: [Vital]
    ) {
        self.csrf = csrf
        self.code = code
        self.students = students
        self.studentCount = studentCount
        self.classMean = classMean
        self.distribution = distribution
        self.studentPages = studentPages
        self.copies = copies
        self.copieCount = copieCount
        self.copiePages = copiePages
        self.models = models
        self.vitals = vitals
        hasStudents = !students.isEmpty
        hasCopies = !copies.isEmpty
    }
}

extension TeacherPage {
    /// A pupil of the class.
    public struct Student: Sendable {
        let name: String
        let email: String?
        let mean: String
        let corrected: String
        let lastActivity: String
        let exam: String

        public init(
            name: String, email: String? = nil, mean: String, corrected: String, lastActivity: String, exam: String
        ) {
            self.name = name
            self.email = email
            self.mean = mean
            self.corrected = corrected
            self.lastActivity = lastActivity
            self.exam = exam
        }
    }

    /// Where a list that has more than is shown begins, and where it goes on.
    public struct Pages: Sendable {
        let first: String?
        let next: String?

        public init(first: String? = nil, next: String? = nil) {
            self.first = first
            self.next = next
        }
    }

    /// What the corrector did, and cost.
    public struct Models: Sendable {
        let provider: String
        let pause: String?
        let figures: [Figure]
        let uses: [Use]
        let hasUses: Bool

        public init(provider: String, pause: String? = nil, figures: [Figure], uses: [Use]) {
            self.provider = provider
            self.pause = pause
            self.figures = figures
            self.uses = uses
            hasUses = !uses.isEmpty
        }
    }

    /// What one model did.
    public struct Use: Sendable {
        let name: String
        let calls: String
        let failures: String
        let tokens: String
        let latency: String
        let cost: String

        public init(name: String, calls: String, failures: String, tokens: String, latency: String, cost: String) {
            self.name = name
            self.calls = calls
            self.failures = failures
            self.tokens = tokens
            self.latency = latency
            self.cost = cost
        }
    }

    /// How fast pages are in browsers, by one measure.
    public struct Vital: Sendable {
        let name: String
        let title: String
        let p75: String
        let threshold: String
        let rating: String
        let ratingLabel: String
        let good: String
        let count: String

        public init(
            name: String, title: String, p75: String, threshold: String, rating: String, ratingLabel: String,
            good: String, count: String
        ) {
            self.name = name
            self.title = title
            self.p75 = p75
            self.threshold = threshold
            self.rating = rating
            self.ratingLabel = ratingLabel
            self.good = good
            self.count = count
        }
    }
}
