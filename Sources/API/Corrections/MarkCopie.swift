import Events
import Projections

/// Sets the mark of a copie of the class, as its teacher. It counts from then on, whatever a correction says before or after; corrections
/// stay as they are.
struct MarkCopie: Command {
    /// A mark can be set so many times.
    static let marksMax = 50

    let copie: CopieID
    let teacher: PersonID
    /// Out of 20, in half points.
    let note: Double
    let reason: String

    func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] {
        let current = try state.copie(copie, taughtBy: teacher)
        guard current.marks.count < Self.marksMax else { throw .tooManyCorrections(limit: Self.marksMax) }
        let marked = CorrectionMarked(note: note, reason: .clear(reason))
        return [NewFact(.copie(copie), person: current.owner, .correction(.marked(marked)))]
    }
}
