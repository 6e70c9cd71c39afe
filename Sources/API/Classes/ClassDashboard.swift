import Events
import Projections

/// A teacher's class at a glance.
struct ClassDashboard: Encodable {
    static let copiesPerPupil = 8

    @Nullable var classCode: String?
    let students: [Student]
    let distribution: [Band]
    let copies: [StudentCopie]

    struct Student: Encodable {
        let id: PersonID
        let displayName: String
        let email: String
        /// Mean of the marks that count, out of 20, one decimal; 0 without any (D-36).
        let averageScore: Double
        @Nullable var lastActivity: String?
        /// The date of the épreuve as the pupil gave it (D-37).
        @Nullable var nextMockExam: String?
        let correctedCopies: Int
        /// The mean as it is, for the export.
        let mean: Double

        private enum CodingKeys: CodingKey {
            case id, displayName, email, averageScore, lastActivity, nextMockExam, correctedCopies
        }
    }

    /// The name of who has none any more.
    static let erasedName = "Élève effacé"

    struct StudentCopie: Encodable {
        let copieId: CopieID
        let epreuveId: EpreuveID
        let studentId: PersonID
        let studentName: String
        let epreuveType: EpreuveType?
        @Nullable var note: Double?
        let status: CopieStatus
        let createdAt: String
        let teacherComment: String?
    }

    struct Band: Encodable {
        let label: String
        let count: Int
    }

    /// - Throws: `EventLogError`, `PayloadError`.
    init(of teacher: PersonID, in state: ReadModels, library: Library) throws {
        let own = state.classes.ownedBy(teacher)
        classCode = own?.code
        var students: [Student] = []
        var copies: [StudentCopie] = []
        var notes: [Double] = []
        for pupil in (own?.pupils ?? []).reversed() {
            let handedIn = state.copies.ownedBy(pupil)
            let marks = handedIn.compactMap(\.note)
            notes += marks
            guard let account = state.accounts[pupil] else {
                // An erased pupil leaves marks and nothing else; without the row the class's mean would change.
                if !marks.isEmpty { students.append(Student(erased: pupil, marks: marks)) }
                continue
            }
            let profile = try library.profile(of: account)
            let name = profile.displayName ?? ""
            students.append(
                Student(
                    id: pupil, displayName: name, email: try library.email(of: account) ?? "",
                    averageScore: Self.oneDecimal(Self.mean(marks)),
                    lastActivity: try Self.lastActivity(of: pupil, state, library), nextMockExam: profile.eafDate,
                    correctedCopies: marks.count, mean: Self.mean(marks)))
            for copie in handedIn.suffix(Self.copiesPerPupil).reversed() {
                copies.append(try Self.row(copie, name, state, library))
            }
        }
        self.students = students
        self.copies = copies.sorted { $0.createdAt > $1.createdAt }
        distribution = own == nil ? [] : Self.distribution(of: notes)
    }

    private static func row(
        _ copie: HandedInCopie, _ name: String, _ state: ReadModels, _ library: Library
    ) throws -> StudentCopie {
        StudentCopie(
            copieId: copie.id, epreuveId: copie.epreuve, studentId: copie.owner, studentName: name,
            epreuveType: state.epreuves[copie.epreuve]?.type, note: copie.note, status: copie.status,
            createdAt: copie.created.milliseconds,
            teacherComment: try copie.comments.last.flatMap { try CommentBody(at: $0, in: library)?.text })
    }

    fileprivate static func mean(_ marks: [Double]) -> Double {
        guard !marks.isEmpty else { return 0 }
        return marks.reduce(0, +) / Double(marks.count)
    }

    fileprivate static func oneDecimal(_ value: Double) -> Double { (value * 10).rounded() / 10 }

    private static func lastActivity(of pupil: PersonID, _ state: ReadModels, _ library: Library) throws -> String? {
        guard let position = state.timeline.entries(of: pupil, limit: 1).first else { return nil }
        let (record, event) = try library.event(at: position)
        return (event.occurredAt ?? record.time).milliseconds
    }

    /// Every mark falls in exactly one band: a band reaches up to where the next begins (D-38).
    private static func distribution(of notes: [Double]) -> [Band] {
        let bands: [(label: String, from: Double, below: Double)] = [
            ("0-5", 0, 6), ("6-9", 6, 10), ("10-13", 10, 14), ("14-16", 14, 17), ("17-20", 17, .infinity),
        ]
        return bands.map { band in
            Band(label: band.label, count: notes.count { $0 >= band.from && $0 < band.below })
        }
    }
}

extension ClassDashboard.Student {
    /// What is left of an erased pupil.
    init(erased id: PersonID, marks: [Double]) {
        let mean = ClassDashboard.mean(marks)
        self.init(
            id: id, displayName: ClassDashboard.erasedName, email: "", averageScore: ClassDashboard.oneDecimal(mean),
            lastActivity: nil, nextMockExam: nil, correctedCopies: marks.count, mean: mean)
    }
}
