/// What an account may do; one role an account.
public enum Role: String, Codable, Sendable, CaseIterable {
    /// Prepares the épreuve.
    case eleve
    case parent
    /// Owns a class; needs an invitation.
    case enseignant
    case admin
    /// Reads history, changes nothing.
    case auditeur
}
