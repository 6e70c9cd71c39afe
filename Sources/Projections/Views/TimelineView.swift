public import Events

/// `Timeline`, laid open.
public struct TimelineView: ReadModelView {
    public struct Row: Encodable, Sendable {
        public let person: PersonID
        /// Oldest first.
        public let positions: [LogPosition]
    }

    public let persons: [Row]

    public var entries: Int { persons.count }

    public init(from input: inout SnapshotReader) throws(SnapshotError) {
        persons = try input.rows(sortedBy: \.person) { input throws(SnapshotError) in
            Row(
                person: try input.id(),
                positions: try input.array { input throws(SnapshotError) in try input.position() })
        }
    }
}
