import Events
import Projections

/// Adds a teacher's comment to a corrected copie of the class. Comments are facts of their own and never touch the correction.
struct CommentCorrection: Command {
    /// A copie can be commented on so many times.
    static let commentsMax = 100

    let copie: CopieID
    let teacher: PersonID
    let comment: CommentID
    let text: String

    func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] {
        let current = try state.copie(copie, taughtBy: teacher)
        guard !current.corrections.isEmpty else { throw .notCorrected }
        guard current.comments.count < Self.commentsMax else {
            throw .tooManyComments(limit: Self.commentsMax)
        }
        let commented = CorrectionCommented(comment: comment, text: .clear(text))
        return [NewFact(.copie(copie), person: current.owner, .correction(.commented(commented)))]
    }
}
