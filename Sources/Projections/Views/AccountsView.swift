public import Events

/// `Accounts`, laid open.
public struct AccountsView: ReadModelView {
    public struct Row: Encodable, Sendable {
        public let id: PersonID
        public let role: String
        /// The beginning of the address's keyed hash.
        public let emailHash: String?
        public let registeredAt: LogPosition
        public let created: String
        public let passwordAt: LogPosition
        public let profile: [Part]
        public let mayUnseal: Bool
        public let hasImportedPassword: Bool
        /// Whom the person lets read what they write, and since when.
        public let consentRecipient: String?
        public let consentSince: String?
    }

    /// Which members of the profile stand in which record.
    public struct Part: Encodable, Sendable {
        public let position: LogPosition
        public let fields: [String]

        init(from input: inout SnapshotReader) throws(SnapshotError) {
            let part = ProfilePart(
                position: try input.position(), members: UInt16(truncatingIfNeeded: try input.integer()))
            position = part.position
            fields = ProfileField.allCases.filter { part.holds($0) }.map(\.rawValue)
        }
    }

    public let lastErasedAt: LogPosition
    /// Everybody who was erased, sorted.
    public let erasedPersons: [PersonID]
    public let accounts: [Row]

    public var entries: Int { accounts.count }

    public init(from input: inout SnapshotReader) throws(SnapshotError) {
        lastErasedAt = try input.position()
        erasedPersons = try input.array { input throws(SnapshotError) in try input.id(Person.self) }.sorted()
        accounts = try input.rows(sortedBy: \.id) { input throws(SnapshotError) in try Row(from: &input) }
    }
}

extension AccountsView.Row {
    init(from input: inout SnapshotReader) throws(SnapshotError) {
        id = try input.id()
        role = try input.choice(Role.self).rawValue
        emailHash = try input.optional { input throws(SnapshotError) in try input.digestText() }
        registeredAt = try input.position()
        created = try input.timeText()
        passwordAt = try input.position()
        profile = try input.array { input throws(SnapshotError) in try AccountsView.Part(from: &input) }
        mayUnseal = try input.boolean()
        hasImportedPassword = try input.boolean()
        let consent = try input.optional { input throws(SnapshotError) in
            (recipient: try input.string(), since: try input.timeText())
        }
        consentRecipient = consent?.recipient
        consentSince = consent?.since
    }
}
