/// What an auditor looked at.
public enum AuditView: String, Codable, Sendable, CaseIterable {
    /// Records, read or followed.
    case events
    /// The state as it was.
    case state
    /// Bundles of log entries (C2SP tlog-tiles).
    case entries
}
