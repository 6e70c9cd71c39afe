import Events
import Projections

/// Ends all of an account's sessions but one.
struct CloseAllSessions: Command {
    let account: PersonID
    let keeping: SessionID?
    let cause: SessionCloseCause

    func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] {
        state.sessions.sessions(of: account).filter { $0.id != keeping }.map { $0.closing(because: cause) }
    }
}
