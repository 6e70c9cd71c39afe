import Events
import Projections

/// Stores another password hash and ends the account's other sessions, unless it is the same password under stronger parameters.
struct ChangePassword: Command {
    let account: PersonID
    let passwordHash: String
    let cause: PasswordChangeCause
    /// The session that goes on.
    let keeping: SessionID?
    /// The record of the hash that was verified; nil when none was.
    let verifiedAt: LogPosition?

    func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] {
        guard let current = state.accounts[account] else { throw .notFound(.account) }
        // Another change came in between: what was verified is not the password any more.
        if let verifiedAt, current.passwordAt != verifiedAt { throw .sessionEnded }
        let changed = AccountPasswordChanged(cause: cause, passwordHash: .clear(passwordHash))
        var facts = [NewFact(.account(account), person: account, .account(.passwordChanged(changed)))]
        guard cause != .upgrade else { return facts }
        for session in state.sessions.sessions(of: account) where session.id != keeping {
            facts.append(session.closing(because: .passwordChanged))
        }
        return facts
    }
}
