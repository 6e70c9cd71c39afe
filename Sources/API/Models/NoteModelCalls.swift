import Events
import Projections

/// Records calls of a model that belong to no other fact.
struct NoteModelCalls: Command {
    let calls: [NotedCall]

    func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] { calls.map(\.fact) }
}
