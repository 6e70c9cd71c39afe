import Events
import Logging
import Projections

/// A person with a live session.
struct SignedIn: Sendable {
    let account: PersonID
    let role: Role
    let session: LiveSession

    var actor: Actor { .user(account) }

    /// Lets pass those whose role is one of `roles`, and admins.
    ///
    /// - Throws: a `Problem` 403.
    func require(_ roles: Role...) throws(Problem) {
        guard role == .admin || roles.contains(role) else { throw .forbidden }
    }

    /// Lets pass who may look into the log.
    ///
    /// - Throws: a `Problem` 403.
    func requireAuditor() throws(Problem) {
        guard AuditViewer.roles.contains(role) else {
            Logger.current.security(.accessDenied, metadata: ["account": "\(account)", "reason": "role"])
            throw .forbidden
        }
    }

    /// Lets pass everybody but auditors, who read history and change nothing.
    ///
    /// - Throws: a `Problem` 403.
    func requireChanging() throws(Problem) {
        guard role != .auditeur else { throw .forbidden }
    }
}
