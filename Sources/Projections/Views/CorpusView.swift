public import Events

/// `Corpus`, laid open.
public struct CorpusView: ReadModelView {
    public struct Row: Encodable, Sendable {
        public let name: String
        public let id: DocumentID
        public let digest: String
        public let bytes: Int
        public let position: LogPosition
        public let parts: Int
        public let added: String
        public let version: Int
    }

    /// The last record that added or removed a text.
    public let changedAt: LogPosition
    public let documents: [Row]

    public var entries: Int { documents.count }

    public init(from input: inout SnapshotReader) throws(SnapshotError) {
        changedAt = try input.position()
        documents = try input.rows(sortedBy: \.name) { input throws(SnapshotError) in
            Row(
                name: try input.string(), id: try input.id(), digest: try input.string(),
                bytes: try input.integer(), position: try input.position(), parts: try input.integer(),
                added: try input.timeText(), version: try input.integer())
        }
    }
}
