import Events
import Projections

/// The pupils of a class in one state, and what a teacher sees of each.
///
/// An erased pupil who left marks stays, without a name: without the row the class's mean would change. One without marks is gone.
struct ClassRoster {
    /// A pupil, and the record of the enrolment.
    struct Place {
        let pupil: PersonID
        let position: LogPosition
    }

    /// In order of enrolment.
    let places: [Place]
    private let state: ReadModels
    private let library: Library

    /// - Parameter own: nil without a class.
    init(of own: SchoolClass?, in state: ReadModels, library: Library) {
        self.state = state
        self.library = library
        places = zip(own?.pupils ?? [], own?.enrolments ?? []).map { Place(pupil: $0, position: $1) }
            .filter { place in
                state.accounts[place.pupil] != nil || state.copies.ownedBy(place.pupil).contains { $0.note != nil }
            }
    }

    /// The mean of the class's marks; nil without any.
    static func classMean(_ marks: [Double]) -> Double? { marks.isEmpty ? nil : mean(marks) }

    /// Every mark of the class.
    var marks: [Double] { places.flatMap { marks(of: $0.pupil) } }

    /// Every copie of pupils who were not erased, oldest first.
    var copies: [HandedInCopie] {
        places.filter { state.accounts[$0.pupil] != nil }.flatMap { state.copies.ownedBy($0.pupil) }
            .sorted { $0.uploadedAt < $1.uploadedAt }
    }

    /// - Throws: `EventLogError`, `PayloadError`.
    func student(_ place: Place) throws -> ClassDashboard.Student {
        let marks = marks(of: place.pupil)
        let mean = Self.mean(marks)
        let account = state.accounts[place.pupil]
        let profile = try account.map(library.profile)
        return ClassDashboard.Student(
            id: place.pupil, displayName: account == nil ? ClassDashboard.erasedName : profile?.displayName ?? "",
            email: try account.flatMap(library.email) ?? "", averageScore: (mean * 10).rounded() / 10,
            lastActivity: account == nil ? nil : try lastActivity(of: place.pupil), nextMockExam: profile?.eafDate,
            correctedCopies: marks.count, mean: mean)
    }

    /// - Throws: `EventLogError`, `PayloadError`.
    func row(_ copie: HandedInCopie) throws -> ClassDashboard.StudentCopie {
        ClassDashboard.StudentCopie(
            copieId: copie.id, epreuveId: copie.epreuve, studentId: copie.owner,
            studentName: try state.accounts[copie.owner].map(library.profile)?.displayName ?? "",
            epreuveType: state.epreuves[copie.epreuve]?.type, note: copie.note, status: copie.status,
            createdAt: copie.created.milliseconds,
            teacherComment: try copie.comments.last.flatMap { try CommentBody(at: $0, in: library)?.text })
    }

    private func marks(of pupil: PersonID) -> [Double] { state.copies.ownedBy(pupil).compactMap(\.note) }

    private static func mean(_ marks: [Double]) -> Double {
        marks.isEmpty ? 0 : marks.reduce(0, +) / Double(marks.count)
    }

    private func lastActivity(of pupil: PersonID) throws -> String? {
        guard let position = state.timeline.entries(of: pupil, limit: 1).first else { return nil }
        let (record, event) = try library.event(at: position)
        return (event.occurredAt ?? record.time).milliseconds
    }
}
