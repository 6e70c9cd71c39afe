/// What can happen to the correction of a copie.
public enum CorrectionEvent: Sendable, Equatable {
    case requested(CorrectionRequested)
    case started(CorrectionStarted)
    case completed(CorrectionCompleted)
    case failed(CorrectionFailed)
    case commented(CorrectionCommented)
    case marked(CorrectionMarked)
    case postponed(CorrectionPostponed)
}
