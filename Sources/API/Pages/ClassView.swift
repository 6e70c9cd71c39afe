import Events
import Pages
import Projections

/// A teacher's class as its page shows it.
struct ClassView {
    private static let copiesMax = 20

    private let dashboard: ClassDashboard
    private let state: ReadModels
    private let backend: Backend
    private let number: Int

    /// - Parameter page: the page of the list of copies, from 1, as the address has it.
    /// - Throws: `EventLogError`, `PayloadError`.
    init(of teacher: PersonID, _ backend: Backend, page: Substring?) throws {
        state = backend.state
        self.backend = backend
        dashboard = try ClassDashboard(of: teacher, in: state, library: backend.library)
        let last = max(1, (dashboard.copies.count + Self.copiesMax - 1) / Self.copiesMax)
        number = min(max(page.flatMap { Int($0) } ?? 1, 1), last)
    }

    func page(csrf: String) -> TeacherPage {
        let marks = dashboard.students.filter { $0.correctedCopies > 0 }
        let notes = marks.reduce(0.0) { $0 + $1.mean * Double($1.correctedCopies) }
        let count = marks.reduce(0) { $0 + $1.correctedCopies }
        return TeacherPage(
            csrf: csrf, code: dashboard.classCode, students: dashboard.students.map(Self.student),
            studentCount: FrenchText.count(dashboard.students.count, "élève"),
            classMean: count > 0 ? PageWords.note(notes / Double(count)) : nil,
            distribution: BarChart(dashboard.distribution.map { (Self.band($0.label), $0.count) }), copies: copies,
            pages: pages, models: ModelFigures(backend, state).content, vitals: VitalFigures(state.vitals).content)
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

    private var copies: [ListRow] {
        dashboard.copies.dropFirst((number - 1) * Self.copiesMax).prefix(Self.copiesMax).map { row in
            ListRow(
                href: TeacherPages.path(row.copieId),
                title: "\(row.studentName) · \(row.epreuveType.map(PageWords.kind) ?? "Copie")",
                date: Timestamp(row.createdAt).map(PageWords.time) ?? "",
                status: state.copies[row.copieId].map(PageWords.status) ?? "",
                note: row.note.map { "\(PageWords.note($0))/20" })
        }
    }

    private var pages: TeacherPage.Pages? {
        let last = (dashboard.copies.count + Self.copiesMax - 1) / Self.copiesMax
        guard last > 1 else { return nil }
        func link(_ page: Int) -> String? { (1...last).contains(page) ? "/enseignant?page=\(page)#copies" : nil }
        return TeacherPage.Pages(
            label: "page \(number) sur \(last)", newer: link(number - 1), older: link(number + 1))
    }
}
