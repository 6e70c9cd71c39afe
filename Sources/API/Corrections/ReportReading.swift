import Events
import Projections

/// Records the text that a run has read.
struct ReportReading: Command {
    let copie: CopieID
    let reading: CopieRead

    func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] {
        let current = try state.copies.held(copie, by: reading.run)
        return [NewFact(.copie(copie), person: current.owner, .copie(.read(reading)))]
    }
}
