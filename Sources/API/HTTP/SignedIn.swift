import Events
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

    /// Lets pass everybody but auditors, who read history and change nothing.
    ///
    /// - Throws: a `Problem` 403.
    func requireChanging() throws(Problem) {
        guard role != .auditeur else { throw .forbidden }
    }
}
