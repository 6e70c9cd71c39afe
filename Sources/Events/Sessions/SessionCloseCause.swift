/// Why a session ended before its expiry.
public enum SessionCloseCause: String, Codable, Sendable {
    case logout
    /// The person ended it from another session.
    case revoked
    /// The password changed: every other session ends.
    case passwordChanged = "password_changed"
    /// An operator ended it.
    case `operator`
}
