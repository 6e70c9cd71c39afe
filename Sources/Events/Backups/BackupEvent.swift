/// What can happen to backups.
public enum BackupEvent: Sendable, Equatable {
    case drilled(BackupDrilled)
}
