public import Events

/// `Sessions`, laid open.
public struct SessionsView: ReadModelView {
    public struct Row: Encodable, Sendable {
        public let id: SessionID
        /// The beginning of the token's keyed hash.
        public let tokenHash: String
        public let account: PersonID
        public let openedAt: LogPosition
        public let created: String
        public let renewed: String
        public let expires: String
        public let ends: String
    }

    public let sessions: [Row]
    public let byAccount: [OwnedIDs<Person, Session>]

    public var entries: Int { sessions.count }

    public init(from input: inout SnapshotReader) throws(SnapshotError) {
        sessions = try input.rows(sortedBy: \.id) { input throws(SnapshotError) in
            let token = try input.digestText()
            return Row(
                id: try input.id(), tokenHash: token, account: try input.id(), openedAt: try input.position(),
                created: try input.timeText(), renewed: try input.timeText(), expires: try input.timeText(),
                ends: try input.timeText())
        }
        byAccount = try input.lists(Person.self, Session.self)
    }
}
