public import Events

/// `Classes`, laid open.
public struct ClassesView: ReadModelView {
    public struct Row: Encodable, Sendable {
        public let id: ClassID
        public let teacher: PersonID
        public let code: String
        /// In order of enrolment.
        public let pupils: [PersonID]
        /// Its teacher was erased.
        public let isClosed: Bool
        /// The records of their enrolment, in the order of `pupils`.
        public let enrolments: [LogPosition]
    }

    public let classes: [Row]

    public var entries: Int { classes.count }

    public init(from input: inout SnapshotReader) throws(SnapshotError) {
        classes = try input.rows(sortedBy: \.id) { input throws(SnapshotError) in
            Row(
                id: try input.id(), teacher: try input.id(), code: try input.string(),
                pupils: try input.array { input throws(SnapshotError) in try input.id(Person.self) },
                isClosed: try input.boolean(),
                enrolments: try input.array { input throws(SnapshotError) in try input.position() })
        }
    }
}
