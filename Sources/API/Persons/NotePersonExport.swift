import Events
import Projections

/// Notes that somebody is given everything that is kept of a person: also that is history.
struct NotePersonExport: Command {
    let person: PersonID
    let cause: RightsCause

    func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] {
        guard state.accounts[person] != nil else { throw .notFound(.account) }
        return [NewFact(.account(person), person: nil, .person(.exported(PersonExported(cause: cause))))]
    }
}
