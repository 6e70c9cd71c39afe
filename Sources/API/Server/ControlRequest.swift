public import Events

/// What the command line asks of a server, over the control socket or in its own process.
public enum ControlRequest: Codable, Sendable {
    /// Makes an account; the password is given, the e-mail checked.
    case createAccount(email: String, password: String, displayName: String?, role: Role)
    case setRole(email: String, role: Role)
    case setPassword(email: String, password: String)
    case invite(role: Role)
    case revokeSessions(email: String)
    case listAccounts
    case recordDrill(ControlDrill)
}

/// What became of it.
public struct ControlAnswer: Codable, Sendable {
    /// The account concerned.
    public var account: PersonID?
    /// A new invitation's code, shown once.
    public var code: String?
    public var expiresAt: String?
    /// How many sessions ended.
    public var sessions: Int?
    public var accounts: [ControlAccount]?

    init() {}
}

/// One account in the list.
public struct ControlAccount: Codable, Sendable {
    public let id: PersonID
    public let email: String
    public let role: Role
    public let createdAt: String
}
