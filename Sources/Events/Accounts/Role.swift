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

extension Role {
    /// What a person without a name is called.
    public var label: String {
        switch self {
        case .eleve: "Élève"
        case .parent: "Parent"
        case .enseignant: "Enseignant"
        case .admin: "Administration"
        case .auditeur: "Audit"
        }
    }
}
