public import Events

/// `Copies`, laid open.
public struct CopiesView: ReadModelView {
    public let copies: [CopieRow]
    public let byOwner: [OwnedIDs<Person, Copie>]

    public var entries: Int { copies.count }

    public init(from input: inout SnapshotReader) throws(SnapshotError) {
        copies = try input.rows(sortedBy: \.id) { input throws(SnapshotError) in
            try CopieRow(from: &input)
        }
        byOwner = try input.lists(Person.self, Copie.self)
    }
}

/// A copie, laid open.
public struct CopieRow: Encodable, Sendable {
    public struct CorrectionRow: Encodable, Sendable {
        public let position: LogPosition
        public let time: String
        public let note: Double
    }

    public let id: CopieID
    public let epreuve: EpreuveID
    public let owner: PersonID
    public let uploadedAt: LogPosition
    public let created: String
    public let blob: String
    public let status: String
    public let attempts: Int
    public let run: CorrectionRunID?
    public let leaseUntil: String?
    public let nextAttempt: String?
    public let requested: String
    public let failedAt: LogPosition?
    public let readAt: LogPosition?
    public let textBlob: String?
    public let cause: String
    public let corrections: [CorrectionRow]
    public let marks: [CorrectionRow]
    public let comments: [LogPosition]
    public let changedAt: LogPosition
    public let isErased: Bool

    init(from input: inout SnapshotReader) throws(SnapshotError) {
        id = try input.id()
        epreuve = try input.id()
        owner = try input.id()
        uploadedAt = try input.position()
        created = try input.timeText()
        blob = try input.string()
        status = try input.choice(CopieStatus.self).rawValue
        attempts = try input.integer()
        run = try input.optional { input throws(SnapshotError) in try input.id() }
        leaseUntil = try input.optional { input throws(SnapshotError) in try input.timeText() }
        nextAttempt = try input.optional { input throws(SnapshotError) in try input.timeText() }
        requested = try input.timeText()
        failedAt = try input.optional { input throws(SnapshotError) in try input.position() }
        readAt = try input.optional { input throws(SnapshotError) in try input.position() }
        textBlob = try input.optional { input throws(SnapshotError) in try input.string() }
        cause = try input.choice(CorrectionCause.self).rawValue
        corrections = try input.array(Self.given)
        marks = try input.array(Self.given)
        comments = try input.array { input throws(SnapshotError) in try input.position() }
        changedAt = try input.position()
        isErased = try input.boolean()
    }

    private static func given(_ input: inout SnapshotReader) throws(SnapshotError) -> CorrectionRow {
        CorrectionRow(position: try input.position(), time: try input.timeText(), note: try input.number())
    }
}
