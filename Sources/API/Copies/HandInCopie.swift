import Events
import Projections

/// Hands in a copie whose file is stored, and asks for its correction.
struct HandInCopie: Command {
    let id: CopieID
    let owner: PersonID
    let upload: CopieUploaded

    func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] {
        guard let epreuve = state.epreuves[upload.epreuve], epreuve.owner == owner else { throw .notFound(.epreuve) }
        let subject = Subject.copie(id)
        return [
            NewFact(subject, person: owner, .copie(.uploaded(upload))),
            NewFact(subject, person: owner, .correction(.requested(CorrectionRequested(cause: .upload)))),
        ]
    }
}
