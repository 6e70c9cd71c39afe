import Events
import Projections

/// Records that a person was erased. The key is destroyed before, which cannot be taken back: so nothing is refused here.
struct ErasePerson: Command {
    let person: PersonID
    let cause: RightsCause

    /// Whether the rules let an account be erased; asked before anything is destroyed.
    ///
    /// Two admins who erase each other in the same instant may both pass: an operator can always make another one.
    func check(in state: ReadModels) throws(Rejection) {
        guard cause != .operator else { return }
        guard state.accounts[person] != nil else { throw .notFound(.account) }
        guard !state.accounts.isLastAdmin(person) else { throw .lastAdmin }
    }

    func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] {
        guard !state.accounts.isErased(person) else { return [] }
        return [NewFact(.account(person), person: nil, .person(.erased(PersonErased(cause: cause))))]
    }
}
