public import Events

/// `Invitations`, laid open.
public struct InvitationsView: ReadModelView {
    public struct Row: Encodable, Sendable {
        public let id: InvitationID
        /// The beginning of the code's keyed hash.
        public let codeHash: String
        public let role: String
        public let expires: String
    }

    public let invitations: [Row]

    public var entries: Int { invitations.count }

    public init(from input: inout SnapshotReader) throws(SnapshotError) {
        invitations = try input.rows(sortedBy: \.id) { input throws(SnapshotError) in
            let code = try input.digestText()
            return Row(
                id: try input.id(), codeHash: code, role: try input.choice(Role.self).rawValue,
                expires: try input.timeText())
        }
    }
}
