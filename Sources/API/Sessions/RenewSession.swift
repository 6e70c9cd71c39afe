import Events
import Projections

/// Moves the expiry of a session in use, at most once a day, so that use does not flood the log.
struct RenewSession: Command {
    let session: SessionID

    /// Whether a renewal is due.
    static func isDue(_ session: LiveSession, at now: Timestamp) -> Bool {
        now >= session.renewed.adding(seconds: NewSession.renewalSeconds) && session.expires < session.ends
    }

    func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] {
        guard let open = state.sessions[session], open.isLive(at: now) else { throw .sessionEnded }
        guard Self.isDue(open, at: now) else { return [] }
        let renewed = SessionRenewed(expiresAt: min(now.adding(seconds: NewSession.idleSeconds), open.ends))
        return [NewFact(.session(session), person: nil, .session(.renewed(renewed)))]
    }
}
