/// One record of the log: the bytes as written, and the attributes that every reader needs, read in place.
///
/// The bytes are the record. They are never re-serialised; `data` is decoded only by those who want it.
public struct Record: Sendable {
    /// A buffer that holds the line and, usually, its neighbours: sharing it costs nothing.
    let buffer: [UInt8]
    /// Where the line lies, without its line feed.
    let range: Range<Int>

    public let position: LogPosition
    /// The position of the last record of the same durable commit.
    public let commit: LogPosition
    public let id: RecordID
    public let time: Timestamp
    public let actor: Actor
    /// The person whose key seals the record's personal data.
    public let person: PersonID?

    let typeRange: Range<Int>
    /// FNV-1a of the type's bytes, so that the catalogue finds it without making a string.
    let typeHash: UInt64
    let sourceRange: Range<Int>
    let subjectRange: Range<Int>
    let correlationRange: Range<Int>?
    let causationRange: Range<Int>?
    let idempotencyRange: Range<Int>?
    let traceparentRange: Range<Int>?
    let dataRange: Range<Int>

    /// The line without its line feed: what is hashed, shipped and stored.
    public var line: ArraySlice<UInt8> { buffer[range] }
    /// The stored type, for example `fr.eaf.copie.uploaded.v1`.
    public var typeText: String { text(typeRange) }
    /// The log's origin.
    public var source: String { text(sourceRange) }
    /// The entity, for example `copie/<uuid>`.
    public var subject: String { text(subjectRange) }
    /// The entity, read; nil for kinds that this release does not know.
    public var entity: Subject? { Subject(buffer.span, subjectRange) }
    public var correlationID: String? { correlationRange.map(text) }
    public var causationID: String? { causationRange.map(text) }
    public var idempotencyKey: String? { idempotencyRange.map(text) }
    public var traceparent: String? { traceparentRange.map(text) }
    /// The payload's JSON, sealed values as they are stored.
    public var dataJSON: ArraySlice<UInt8> { buffer[dataRange] }
    /// How many bytes the record takes in the log, with its line feed.
    public var byteCount: Int { range.count + 1 }

    /// Whether the record is of the entry's type.
    func isOf(_ entry: EventCatalogEntry) -> Bool { buffer.span.matches(entry.text, typeRange) }

    /// The payload's members; `opener` makes sealed values readable.
    func fields(opener: SealOpener?) throws(PayloadError) -> JSONFields {
        try JSONFields(buffer, dataRange, opener: opener)
    }

    /// The text between two quotes; only what came from a client ever has escapes.
    private func text(_ range: Range<Int>) -> String {
        let bytes = buffer[range]
        guard bytes.contains(UInt8(ascii: "\\")) else { return String(decoding: bytes, as: UTF8.self) }
        return JSONScanner.string(buffer.span, from: range.lowerBound - 1, to: range.upperBound + 1) ?? ""
    }
}
