import Events
import Projections

/// Notes that somebody looks into the log. It comes before the first byte that is shown, and refuses who may not look: what the
/// log does not know of was not seen.
struct NoteConsultation: Command {
    let viewer: AuditViewer
    let view: AuditView
    /// What was asked for, as a query string.
    let query: String

    func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] {
        if let ending = viewer.ending(in: state, at: now) { throw ending.rejection }
        let consulted = AuditConsulted(view: view, query: query, unsealed: viewer.unseals)
        return [
            NewFact(.log(state.log.origin?.name ?? "eaf"), person: nil, .audit(.consulted(consulted)))
        ]
    }
}
