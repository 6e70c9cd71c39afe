import Events
import Projections

/// Who looks into the log, and whether with personal values opened.
struct AuditViewer: Sendable {
    /// Auditors read history; admins may too, but are never given the right to open personal values.
    static let roles: Set<Role> = [.auditeur, .admin]

    let account: PersonID
    let session: SessionID
    /// Whether personal values are asked for.
    let unseals: Bool

    init(_ user: SignedIn, unseals: Bool) {
        account = user.account
        session = user.session.id
        self.unseals = unseals
    }

    /// Why the look must not begin, or must end; nil while it may go on.
    func ending(in state: ReadModels, at now: Timestamp) -> AuditEnding? {
        guard let live = state.sessions[session], live.isLive(at: now), let known = state.accounts[account] else {
            return .sessionOver
        }
        guard Self.roles.contains(known.role) else { return .roleChanged }
        // Both are asked: the right belongs to the role.
        guard !unseals || (known.mayUnseal && known.role == .auditeur) else { return .rightWithdrawn }
        return nil
    }
}

/// Why nobody may look (any longer).
enum AuditEnding: Error {
    case sessionOver
    case roleChanged
    case rightWithdrawn
    /// The server is going down.
    case stopping

    var rejection: Rejection {
        switch self {
        case .sessionOver, .stopping: .sessionEnded
        case .roleChanged: .forbidden
        case .rightWithdrawn: .unsealingForbidden
        }
    }

    /// What a follower is told before the stream ends, in French.
    var message: String {
        switch self {
        case .sessionOver: "session terminée"
        case .roleChanged: "rôle changé"
        case .rightWithdrawn: "droit de lire les valeurs personnelles retiré"
        case .stopping: "arrêt du serveur"
        }
    }
}
