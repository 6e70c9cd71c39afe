/// Why an account has another password hash.
public enum PasswordChangeCause: String, Codable, Sendable {
    /// The person changed it, knowing the old one.
    case user
    /// An operator set it at the command line.
    case `operator`
    /// The same password under stronger parameters.
    case upgrade
}
