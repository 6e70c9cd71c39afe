import Events
import Projections

/// Opens the teacher's class, or gives it another code and keeps the roster (D-06).
struct RotateClassCode: Command {
    let teacher: PersonID
    /// The id of the class if it has to be opened.
    let newClass: ClassID
    let code: String

    func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] {
        guard state.classes.withCode(code) == nil else { throw .classCodeTaken }
        if let own = state.classes.ownedBy(teacher) {
            return [NewFact(.classroom(own.id), person: nil, .classroom(.codeRotated(ClassCodeRotated(code: code))))]
        }
        let opened = ClassOpened(teacher: teacher, code: code)
        return [NewFact(.classroom(newClass), person: nil, .classroom(.opened(opened)))]
    }
}
