import Events
import Projections

/// Takes a school's text out of the corpus.
struct RemoveDocument: Command {
    let name: String

    func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] {
        guard let document = state.corpus[name] else { throw .notFound(.document) }
        return [NewFact(.document(document.id), person: nil, .document(.removed(DocumentRemoved(name: name))))]
    }
}
