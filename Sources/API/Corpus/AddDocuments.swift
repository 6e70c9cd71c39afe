import Events
import Projections
import Search

/// Adds a school's texts to the corpus. A text that is there already, the same to the byte, is left as it is; another one of the same
/// name takes its place.
struct AddDocuments: Command {
    let texts: [ImportedText]

    func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] {
        let new = texts.filter { state.corpus[$0.name]?.digest != $0.digest }
        let names = new.count { state.corpus[$0.name] == nil }
        guard state.corpus.count + names <= ImportLimits.textsMax else { throw .corpusFull }
        return new.flatMap { SchoolText(text: $0).facts }
    }
}
