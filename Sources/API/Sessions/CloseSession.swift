import Events
import Projections

/// Ends one of an account's sessions. Ending one that has ended changes nothing.
struct CloseSession: Command {
    let account: PersonID
    let session: SessionID
    let cause: SessionCloseCause

    func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] {
        guard let open = state.sessions[session], open.account == account else {
            if cause == .revoked { throw .notFound(.session) }
            return []
        }
        return [open.closing(because: cause)]
    }
}
