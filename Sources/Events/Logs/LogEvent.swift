/// What can happen to the log itself.
public enum LogEvent: Sendable, Equatable {
    case opened(LogOpened)
    case restored(LogRestored)
}
