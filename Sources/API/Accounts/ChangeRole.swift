import Events
import Projections

/// Gives an account another role. By an admin or an operator only: the caller checks that.
struct ChangeRole: Command {
    let account: PersonID
    let role: Role

    func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] {
        guard let current = state.accounts[account] else { throw .notFound(.account) }
        guard current.role != role else { return [] }
        let changed = AccountRoleChanged(role: role, previous: current.role)
        return [NewFact(.account(account), person: nil, .account(.roleChanged(changed)))]
    }
}
