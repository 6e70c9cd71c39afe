/// A fact, decoded: one case an entity, so that a fold is exhaustive.
public enum Event: Sendable, Equatable {
    case account(AccountEvent)
    case session(SessionEvent)
    case invitation(InvitationEvent)
    case classroom(ClassEvent)
    case epreuve(EpreuveEvent)
    case copie(CopieEvent)
    case correction(CorrectionEvent)
    case model(ModelEvent)
    case vital(VitalEvent)
    case telemetry(TelemetryEvent)
    case search(SearchEvent)
    case document(DocumentEvent)
    case person(PersonEvent)
    case log(LogEvent)
    case backup(BackupEvent)
    case audit(AuditEvent)
    /// A type or version that this release does not know: kept in the log, counted, and skipped by folds.
    case unknown(String)
}
