/// What can happen to a session.
public enum SessionEvent: Sendable, Equatable {
    case opened(SessionOpened)
    case renewed(SessionRenewed)
    case closed(SessionClosed)
}
