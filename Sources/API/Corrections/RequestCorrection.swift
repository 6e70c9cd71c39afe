import Events
import Projections

/// Asks for a correction of a copie again. By its pupil, or by the teacher of the pupil's class.
struct RequestCorrection: Command {
    /// A copie can be corrected so many times.
    static let correctionsMax = 10

    let copie: CopieID
    let epreuve: EpreuveID
    let asker: PersonID

    func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] {
        guard let current = state.copies[copie], current.epreuve == epreuve,
            current.owner == asker || isTeacher(in: state) && state.classes.teaches(asker, current.owner)
        else { throw .notFound(.copie) }
        guard !current.isErased else { throw .pupilErased }
        guard current.status == .done || current.status == .error else { throw .correctionUnderWay }
        guard current.corrections.count < Self.correctionsMax else {
            throw .tooManyCorrections(limit: Self.correctionsMax)
        }
        let requested = CorrectionRequested(cause: current.owner == asker ? .pupil : .teacher)
        return [NewFact(.copie(copie), person: current.owner, .correction(.requested(requested)))]
    }

    /// Who lost the role keeps the class on paper, and no power over it.
    private func isTeacher(in state: ReadModels) -> Bool {
        let role = state.accounts[asker]?.role
        return role == .enseignant || role == .admin
    }
}
