import Events
import Projections

/// Notes that a teacher took a copy of the class list: access to personal data is history too.
struct NoteExport: Command {
    let teacher: PersonID

    func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] {
        guard let own = state.classes.ownedBy(teacher) else { return [] }
        let exported = ClassExported(pupils: own.pupils.count)
        return [NewFact(.classroom(own.id), person: nil, .classroom(.exported(exported)))]
    }
}
