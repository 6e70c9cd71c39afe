import Events
import Projections

/// Records one measure of a browser.
struct ReportVital: Command {
    let report: VitalReported

    func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] {
        [NewFact(.vital(report.name.rawValue), person: nil, .vital(.reported(report)))]
    }
}
