public import Events

/// `Badges`, laid open.
public struct BadgesView: ReadModelView {
    public struct Row: Encodable, Sendable {
        public let person: PersonID
        /// In order of award.
        public let awards: [AwardRow]
        /// The last active day by the clock of Paris, in days since 1970-01-01; absent before the first.
        public let lastDay: Int?
        public let days: Int
    }

    public struct AwardRow: Encodable, Sendable {
        public let badge: String
        public let position: LogPosition
    }

    /// Whose copie it is.
    public struct OwnerRow: Encodable, Sendable {
        public let copie: CopieID
        public let owner: PersonID
    }

    public let persons: [Row]
    public let owners: [OwnerRow]

    public var entries: Int { persons.count }

    public init(from input: inout SnapshotReader) throws(SnapshotError) {
        persons = try input.rows(sortedBy: \.person) { input throws(SnapshotError) in
            let person = try input.id(Person.self)
            let awards = try input.array { input throws(SnapshotError) in
                AwardRow(badge: try input.choice(Badge.self).rawValue, position: try input.position())
            }
            let lastDay = try input.integer()
            return Row(
                person: person, awards: awards, lastDay: lastDay == .min ? nil : lastDay, days: try input.integer())
        }
        owners = try input.rows(sortedBy: \.copie) { input throws(SnapshotError) in
            OwnerRow(copie: try input.id(), owner: try input.id())
        }
    }
}
