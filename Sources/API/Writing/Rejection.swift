/// Why the rules turn a command down. An answer, not an accident.
public enum Rejection: Error, Equatable, Sendable {
    /// What was asked for does not exist, or is not the caller's: nobody learns which.
    case notFound(Kind)
    /// The caller's role does not allow it.
    case forbidden
    case emailTaken
    /// The invitation code is unknown, used, or expired.
    case invitationInvalid
    case unknownClassCode
    /// The code was taken in the meantime; make another.
    case classCodeTaken
    /// Somebody else has the copie, or it needs no work.
    case notClaimable
    /// The run that reports has lost its lease.
    case leaseLost
    /// The copie is being corrected, or waits for it.
    case correctionUnderWay
    /// The copie has no correction yet.
    case notCorrected
    /// Asked too many times.
    case tooManyCorrections(limit: Int)
    /// The copie has as many comments as it can have.
    case tooManyComments(limit: Int)
    /// The copie's pupil is in no class of the caller.
    case outsideClass
    /// The copie's pupil was erased: only the mark is left.
    case pupilErased
    /// Nobody could administer the server any more.
    case lastAdmin
    /// The session ended in the meantime.
    case sessionEnded
    /// The right to see personal values in the log is for auditors only.
    case notAnAuditor
    /// The caller may not see personal values in the log.
    case unsealingForbidden
    /// The corpus has as many texts as it may have.
    case corpusFull

    /// What does not exist.
    public enum Kind: String, Sendable {
        case account, session, invitation, epreuve, copie, correction, document
    }
}
