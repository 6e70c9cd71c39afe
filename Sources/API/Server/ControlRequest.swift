public import Events

/// What the command line asks of a server, over the control socket or in its own process.
public enum ControlRequest: Codable, Sendable {
    /// Makes an account; the password is given, the e-mail checked.
    case createAccount(email: String, password: String, displayName: String?, role: Role)
    case setRole(email: String, role: Role)
    /// The right of an auditor to see personal values in the log.
    case setUnsealing(email: String, mayUnseal: Bool)
    case setPassword(email: String, password: String)
    case invite(role: Role)
    case revokeSessions(email: String)
    case listAccounts
    /// The digest of all read models, and the position that they have.
    case stateDigest
    /// What erasing a person would touch; `person` is an id or an address.
    case planErasure(person: String)
    case erase(person: String)
    case recordDrill(ControlDrill)
    /// Texts for the corpus, at most `ControlImport.textsMax` and `ControlImport.bytesMax` of them.
    case addDocuments([ControlDocument])
    case removeDocument(name: String)
    case listDocuments

    /// Whether a log has to be there already: where there is none, the wrong folder was named.
    var needsLog: Bool {
        switch self {
        case .listAccounts, .stateDigest, .setUnsealing, .planErasure, .erase, .recordDrill, .removeDocument,
            .listDocuments:
            true
        case .createAccount, .setRole, .setPassword, .invite, .revokeSessions, .addDocuments: false
        }
    }
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
    public var position: LogPosition?
    /// As in `ReadModelsSummary`.
    public var digest: String?
    public var plan: ErasurePlan?
    public var erasure: Erasure?
    /// The school's texts.
    public var documents: [ControlDocumentRow]?
    public var imported: ControlImport?

    init() {}
}

/// One account in the list.
public struct ControlAccount: Codable, Sendable {
    public let id: PersonID
    public let email: String
    public let role: Role
    /// An auditor who may see personal values in the log.
    public let mayUnseal: Bool
    public let createdAt: String
}
