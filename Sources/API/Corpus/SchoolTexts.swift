public import Events
public import Projections
public import Search

/// Reads the texts that a school added from their records.
public struct SchoolTexts: Sendable {
    /// A record has at most this many bytes, its line feed included.
    private static let recordBytesMax = 60_001

    let log: any LogReader

    public init(log: any LogReader) { self.log = log }

    /// Hands out every text of the corpus, one after another.
    public func reader(of corpus: Corpus) -> () throws -> CorpusDocument? {
        var names = corpus.all.makeIterator()
        return { try names.next().flatMap { try document($0.document) } }
    }

    /// The text whose first record is where `stored` says.
    ///
    /// - Throws: `EventLogError`, `PayloadError`.
    public func document(_ stored: StoredDocument) throws -> CorpusDocument? {
        let (added, text) = try contents(stored)
        return added.map { CorpusDocument.ofSchool(name: $0.name, title: $0.title, text: text) }
    }

    private func contents(_ stored: StoredDocument) throws -> (DocumentAdded?, String) {
        var added: DocumentAdded?
        var text = ""
        let last = LogPosition(stored.position.rawValue + UInt64(stored.parts) - 1)
        var position = LogPosition(stored.position.rawValue - 1)
        while position < last {
            let bytes = min((last.rawValue - position.rawValue) * UInt64(Self.recordBytesMax), 1 << 20)
            let records = try log.lines(after: position, bytesMax: Int(bytes)).records()
            guard let end = records.last?.position else { break }
            for record in records where record.position <= last {
                switch try EventCatalog.current.event(of: record) {
                case .document(.added(let data)):
                    added = data
                    text += data.text
                case .document(.partAdded(let data)): text += data.text
                default: break
                }
            }
            position = end
        }
        return (added, text)
    }
}
