import Events
import Projections

/// Logs a person in, whose password was just verified.
struct OpenSession: Command {
    /// An account may have so many sessions; the oldest end when there are more.
    static let sessionsMax = 20

    let account: PersonID
    let session: NewSession
    /// The record of the hash that was verified.
    let verifiedAt: LogPosition

    func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] {
        guard let current = state.accounts[account], current.passwordAt == verifiedAt else { throw .sessionEnded }
        let live = state.sessions.sessions(of: account).filter { $0.isLive(at: now) }
        let surplus = live.prefix(max(0, live.count - Self.sessionsMax + 1))
        return surplus.map { $0.closing(because: .revoked) }
            + [session.opening(for: account, method: "password", at: now)]
    }
}
