import Events
import Hummingbird
import Pages
import Projections

/// A teacher's class as its page shows it: figures over the whole class, pupils and copies page by page.
struct ClassView {
    private static let studentsMax = 50
    private static let copiesMax = 20
    /// Where the two lists go on.
    private static let studentsPage = "eleves"
    private static let copiesPage = "copies"

    private let roster: ClassRoster
    private let code: String?
    private let students: Page<ClassRoster.Place>
    private let copies: Page<HandedInCopie>
    private let copieCount: Int
    private let state: ReadModels
    private let backend: Backend
    private let request: Request

    /// - Throws: a `Problem` 400 when the address names a place that no list of a class has.
    init(of teacher: PersonID, _ backend: Backend, _ request: Request) throws {
        state = backend.state
        self.backend = backend
        self.request = request
        let own = state.classes.ownedBy(teacher)
        code = own?.code
        roster = ClassRoster(of: own, in: state, library: backend.library)
        students = try Page(
            of: roster.places, request, Self.studentsPage, .pupils, limit: Self.studentsMax, position: \.position)
        let all = roster.copies
        copieCount = all.count
        copies = try Page(
            of: all, request, Self.copiesPage, .copiesOfClass, limit: Self.copiesMax, position: \.uploadedAt)
    }

    /// - Throws: `EventLogError`, `PayloadError`.
    func page(csrf: String) throws -> TeacherPage {
        let marks = roster.marks
        return TeacherPage(
            csrf: csrf, code: code, students: try students.items.map { Self.student(try roster.student($0)) },
            studentCount: FrenchText.count(roster.places.count, "élève"),
            classMean: ClassRoster.classMean(marks).map(PageWords.note),
            distribution: BarChart(ClassDashboard.distribution(of: marks).map { (Self.band($0.label), $0.count) }),
            studentPages: pages(Self.studentsPage, keeping: Self.copiesPage, students.next),
            copies: try copies.items.map { try row(try roster.row($0)) },
            copieCount: FrenchText.count(copieCount, "copie"),
            copiePages: pages(Self.copiesPage, keeping: Self.studentsPage, copies.next),
            models: ModelFigures(backend, state).content, vitals: VitalFigures(state.vitals).content)
    }

    private static func band(_ label: String) -> String { label.replacing("-", with: " à ") }

    private static func student(_ student: ClassDashboard.Student) -> TeacherPage.Student {
        TeacherPage.Student(
            name: student.displayName.isEmpty ? student.email : student.displayName,
            email: student.email.isEmpty ? nil : student.email,
            mean: student.correctedCopies > 0 ? PageWords.note(student.averageScore) : "–",
            corrected: "\(student.correctedCopies)",
            lastActivity: student.lastActivity.flatMap { Timestamp($0) }.map(PageWords.day) ?? "–",
            exam: student.nextMockExam.flatMap { CivilDate($0) }.map(PageWords.date) ?? "–")
    }

    private func row(_ row: ClassDashboard.StudentCopie) throws -> ListRow {
        ListRow(
            href: TeacherPages.path(row.copieId),
            title: "\(row.studentName) · \(row.epreuveType.map(PageWords.kind) ?? "Copie")",
            date: Timestamp(row.createdAt).map(PageWords.time) ?? "",
            status: state.copies[row.copieId].map(PageWords.status) ?? "",
            note: row.note.map { "\(PageWords.note($0))/20" })
    }

    /// Where a list begins again and where it goes on, the other list staying where it is; nil when all of it is shown.
    private func pages(_ name: String, keeping other: String, _ next: Cursor?) -> TeacherPage.Pages? {
        let isFirst = request.uri.queryParameters[name[...]] == nil
        guard next != nil || !isFirst else { return nil }
        func link(_ cursor: Cursor?) -> String {
            request.address(of: "/enseignant", name, at: cursor, keeping: other, anchor: name)
        }
        return TeacherPage.Pages(first: isFirst ? nil : link(nil), next: next.map { link($0) })
    }
}
