import Events
import Hummingbird
import Projections

extension ReadModels {
    /// The copie that the path names, if its pupil is in the class of the caller, who must be a teacher.
    ///
    /// - Throws: a `Problem` 403, 404, 410.
    func copieOfClass(_ context: SignedInContext) throws(Problem) -> HandedInCopie {
        try context.user.require(.enseignant)
        guard let copie = context.parameters.get("copieId").flatMap({ CopieID($0) }).flatMap({ copies[$0] }),
            classes.teaches(context.user.account, copie.owner)
        else { throw .copieNotFound }
        guard !copie.isErased else { throw .pupilErased }
        return copie
    }
}
