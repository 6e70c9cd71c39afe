import Events
import Projections

/// A teacher's class at a glance: its first pupils and copies; the lists `enseignant/eleves` and `enseignant/copies` have them all.
struct ClassDashboard: Encodable {
    static let copiesPerPupil = 8
    /// Of the newest pupils.
    static let studentsMax = 100
    /// Of the newest copies of those pupils.
    static let copiesMax = 200
    /// The name of who has none any more.
    static let erasedName = "Élève effacé"

    @Nullable var classCode: String?
    let students: [Student]
    let distribution: [Band]
    let copies: [StudentCopie]
    /// How many pupils there are.
    let studentCount: Int
    /// The value of `before` that gives the other pupils in `enseignant/eleves`; nil when they are all here.
    let nextStudents: Cursor?

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
        let roster = ClassRoster(of: own, in: state, library: library)
        classCode = own?.code
        let page = Page(
            of: roster.places, .pupils, limit: Self.studentsMax, before: nil, position: \.position)
        students = try page.items.map(roster.student)
        studentCount = roster.places.count
        nextStudents = page.next
        let newest = page.items.filter { state.accounts[$0.pupil] != nil }
            .flatMap { state.copies.ownedBy($0.pupil).suffix(Self.copiesPerPupil) }
            .sorted { $0.uploadedAt > $1.uploadedAt }
        copies = try newest.prefix(Self.copiesMax).map(roster.row)
        distribution = own == nil ? [] : Self.distribution(of: roster.marks)
    }

    /// Every mark falls in exactly one band: a band reaches up to where the next begins (D-38).
    static func distribution(of notes: [Double]) -> [Band] {
        let bands: [(label: String, from: Double, below: Double)] = [
            ("0-5", 0, 6), ("6-9", 6, 10), ("10-13", 10, 14), ("14-16", 14, 17), ("17-20", 17, .infinity),
        ]
        return bands.map { band in
            Band(label: band.label, count: notes.count { $0 >= band.from && $0 < band.below })
        }
    }
}

/// The answer of `GET enseignant/eleves`, the last who came first.
struct ClassPupilList: Encodable {
    let students: [ClassDashboard.Student]
    /// The value of `before` for the next page; nil on the last.
    let next: Cursor?
}

/// The answer of `GET enseignant/copies`, newest first.
struct ClassCopieList: Encodable {
    let copies: [ClassDashboard.StudentCopie]
    /// The value of `before` for the next page; nil on the last.
    let next: Cursor?
}
