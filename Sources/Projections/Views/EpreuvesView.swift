public import Events

/// `Epreuves`, laid open.
public struct EpreuvesView: ReadModelView {
    public struct Row: Encodable, Sendable {
        public let id: EpreuveID
        public let owner: PersonID
        public let type: String
        public let position: LogPosition
        public let created: String
        public let bankID: String?
    }

    public let epreuves: [Row]
    public let byOwner: [OwnedIDs<Person, Epreuve>]

    public var entries: Int { epreuves.count }

    public init(from input: inout SnapshotReader) throws(SnapshotError) {
        epreuves = try input.rows(sortedBy: \.id) { input throws(SnapshotError) in
            Row(
                id: try input.id(), owner: try input.id(), type: try input.choice(EpreuveType.self).rawValue,
                position: try input.position(), created: try input.timeText(),
                bankID: try input.optional { input throws(SnapshotError) in try input.string() })
        }
        byOwner = try input.lists(Person.self, Epreuve.self)
    }
}
