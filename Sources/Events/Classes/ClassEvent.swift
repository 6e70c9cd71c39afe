/// What can happen to a class.
public enum ClassEvent: Sendable, Equatable {
    case opened(ClassOpened)
    case codeRotated(ClassCodeRotated)
    case pupilEnrolled(PupilEnrolled)
    case pupilLeft(PupilLeft)
    case exported(ClassExported)
}
