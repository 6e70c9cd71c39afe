public import Events
import HashTreeCollections

/// The texts that a school added to the reference corpus, by name; the texts themselves stay in the log.
public struct Corpus: Projection {
    public static let name = "corpus"

    private var documents: TreeDictionary<String, StoredDocument> = [:]
    /// Of all texts together, in bytes of UTF-8.
    public private(set) var bytes = 0
    /// The last record that added or removed a text; zero when there was none. Another corpus has another one.
    public private(set) var changedAt = LogPosition.zero

    public init() {}

    public var count: Int { documents.count }

    /// The text of that name.
    public subscript(_ name: String) -> StoredDocument? { documents[name] }

    /// Every text, sorted by name.
    public var all: [(name: String, document: StoredDocument)] {
        documents.map { (name: $0.key, document: $0.value) }.sorted { $0.name < $1.name }
    }

    public mutating func apply(_ fact: Fact) {
        guard case .document(let event) = fact.event else { return }
        switch event {
        case .added(let data):
            bytes += data.bytes - (documents[data.name]?.bytes ?? 0)
            documents[data.name] = StoredDocument(
                id: .named(data.name), digest: data.digest, bytes: data.bytes, position: fact.position,
                parts: data.parts, added: fact.time, version: (documents[data.name]?.version ?? 0) + 1)
            changedAt = fact.position
        case .partAdded:
            changedAt = fact.position
        case .removed(let data):
            guard let removed = documents.removeValue(forKey: data.name) else { return }
            bytes -= removed.bytes
            changedAt = fact.position
        }
    }

    public func encode(to out: inout SnapshotWriter) {
        out.position(changedAt)
        out.dictionary(documents) { out, name, document in
            out.string(name)
            out.id(document.id)
            out.string(document.digest)
            out.integer(document.bytes)
            out.position(document.position)
            out.integer(document.parts)
            out.time(document.added)
            out.integer(document.version)
        }
    }

    public init(from input: inout SnapshotReader) throws(SnapshotError) {
        changedAt = try input.position()
        documents = try input.dictionary { input throws(SnapshotError) in
            (
                try input.string(),
                StoredDocument(
                    id: try input.id(), digest: try input.string(), bytes: try input.integer(),
                    position: try input.position(), parts: try input.integer(), added: try input.time(),
                    version: try input.integer())
            )
        }
        bytes = documents.values.reduce(0) { $0 + $1.bytes }
    }
}
