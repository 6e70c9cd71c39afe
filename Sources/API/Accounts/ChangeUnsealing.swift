import Events
import Projections

/// Gives an auditor the right to see personal values in the log, or takes it away. By an admin or an operator only: the caller
/// checks that.
struct ChangeUnsealing: Command {
    let account: PersonID
    let mayUnseal: Bool

    func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] {
        guard let current = state.accounts[account] else { throw .notFound(.account) }
        guard !mayUnseal || current.role == .auditeur else { throw .notAnAuditor }
        guard current.mayUnseal != mayUnseal else { return [] }
        return [.unsealing(of: account, isAllowed: mayUnseal)]
    }
}

extension NewFact {
    static func unsealing(of account: PersonID, isAllowed: Bool) -> NewFact {
        let changed = AccountUnsealingChanged(mayUnseal: isAllowed)
        return NewFact(.account(account), person: nil, .account(.unsealingChanged(changed)))
    }
}
