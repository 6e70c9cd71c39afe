import Events
import Projections

/// Records that a person searched, and what it cost.
struct NoteSearch: Command {
    let account: PersonID
    let search: SearchPerformed
    let calls: [NotedCall]

    func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] {
        [NewFact(.account(account), person: account, .search(.performed(search)))] + calls.map(\.fact)
    }
}
