import Events
import Projections

/// Records how a backup stood the test.
struct RecordDrill: Command {
    let drilled: BackupDrilled
    /// The log's name.
    let name: String

    func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] {
        [NewFact(.log(name), person: nil, .backup(.drilled(drilled)))]
    }
}
