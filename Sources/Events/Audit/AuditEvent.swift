/// What can happen in auditing.
public enum AuditEvent: Sendable, Equatable {
    case consulted(AuditConsulted)
}
