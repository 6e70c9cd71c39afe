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
            current.owner == asker || state.classes.teaches(asker, current.owner)
        else { throw .notFound(.copie) }
        guard current.status == .done || current.status == .error else { throw .correctionUnderWay }
        guard current.corrections.count < Self.correctionsMax else {
            throw .tooManyCorrections(limit: Self.correctionsMax)
        }
        let requested = CorrectionRequested(cause: current.owner == asker ? .pupil : .teacher)
        return [NewFact(.copie(copie), person: current.owner, .correction(.requested(requested)))]
    }
}
