import Events
import Projections

/// Gives a subject to a person.
struct GiveEpreuve: Command {
    let id: EpreuveID
    let owner: PersonID
    let event: EpreuveGenerated
    /// The calls of a model that it took, or that came to nothing.
    var calls: [NotedCall] = []

    func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] {
        guard state.accounts[owner] != nil else { throw .notFound(.account) }
        return [NewFact(.epreuve(id), person: owner, .epreuve(.generated(event)))] + calls.map(\.fact)
    }
}
