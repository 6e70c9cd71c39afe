import Events
import Projections

/// Records what a browser says that its user did.
struct RecordTelemetry: Command {
    let account: PersonID
    let telemetry: TelemetryRecorded

    func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] {
        [NewFact(.account(account), person: account, .telemetry(.recorded(telemetry)))]
    }
}
