import Events
import Projections

/// Gives an account another role. By an admin or an operator only: the caller checks that.
///
/// An auditor who becomes something else loses the right to see personal values in the log, by a fact of its own: becoming an
/// auditor again does not bring it back.
struct ChangeRole: Command {
    let account: PersonID
    let role: Role

    func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] {
        guard let current = state.accounts[account] else { throw .notFound(.account) }
        guard current.role != role else { return [] }
        let changed = AccountRoleChanged(role: role, previous: current.role)
        let fact = NewFact(.account(account), person: nil, .account(.roleChanged(changed)))
        return current.mayUnseal ? [.unsealing(of: account, isAllowed: false), fact] : [fact]
    }
}
