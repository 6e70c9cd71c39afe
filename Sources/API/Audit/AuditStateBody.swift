import Events
import Projections

/// The answer of `GET audit/state`: what was asked for, the moment that was really used, and the body of the live route.
struct AuditStateBody<State: Encodable>: Encodable {
    let view: AuditStateQuery.View
    let id: String
    /// The last record that the state knows.
    let position: LogPosition
    /// The time of that record.
    let time: String
    /// Whether personal values were opened; otherwise they are empty, null or absent.
    let unsealed: Bool
    let state: State

    init(_ query: AuditStateQuery, _ models: ReadModels, _ state: State) {
        view = query.view
        id = query.id
        position = models.position
        time = models.time.description
        unsealed = query.unseals
        self.state = state
    }
}

/// An account as it was: what `auth/me` says, and what else an auditor asks about.
struct AccountStateBody: Encodable {
    /// The newest so many.
    private static let copiesMax = 100

    let id: PersonID
    let email: String
    let role: Role
    let createdAt: String
    let mayUnseal: Bool
    let profile: ProfileBody
    let copies: [CopieSummary]

    /// Nil when there was no such account, or the person had been erased.
    init?(_ id: PersonID, in state: ReadModels, library: Library) throws {
        guard let account = state.accounts[id] else { return nil }
        self.id = id
        email = try library.email(of: account) ?? ""
        role = account.role
        createdAt = account.created.milliseconds
        mayUnseal = account.mayUnseal
        profile = try ProfileBody(
            id, account, in: state, at: state.time, library: library, recipient: account.modelConsent?.recipient)
        copies = state.copies.ownedBy(id).suffix(Self.copiesMax).reversed().map { CopieSummary($0) }
    }
}

/// A copie as it was: what its pupil reads, and its owner.
struct CopieStateBody: Encodable {
    private let copie: CopieBody
    private let owner: PersonID

    private enum Keys: String, CodingKey {
        case owner
    }

    /// - Parameter texts: nil when personal values stay sealed.
    init(_ copie: HandedInCopie, by authors: Authors, texts: CopieContents?) async throws {
        self.copie = try await CopieBody(copie, by: authors, texts: texts)
        owner = copie.owner
    }

    func encode(to encoder: any Encoder) throws {
        try copie.encode(to: encoder)
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(owner, forKey: .owner)
    }
}
