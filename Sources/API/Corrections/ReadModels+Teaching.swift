import Events
import Projections

extension ReadModels {
    /// A copie that `teacher` may act upon: of a pupil of the class who was not erased.
    ///
    /// - Throws: `Rejection.outsideClass`, `.pupilErased`.
    func copie(_ id: CopieID, taughtBy teacher: PersonID) throws(Rejection) -> HandedInCopie {
        guard let copie = copies[id], classes.teaches(teacher, copie.owner) else { throw .outsideClass }
        guard !copie.isErased else { throw .pupilErased }
        return copie
    }
}
