import Foundation

/// Reads the payloads of records: finds the type, upcasts an older version, decodes.
///
/// A type or version that is not in it decodes to `.unknown`: a log written by a newer release stays readable.
public struct EventCatalog: Sendable {
    /// The types of this release.
    public static let current = EventCatalog(entries: currentEntries, upcasters: [])

    private let entries: [UInt64: EventCatalogEntry]
    private let upcasters: [EventType: Upcaster]

    init(entries: [EventCatalogEntry], upcasters: [Upcaster]) {
        self.entries = Dictionary(
            uniqueKeysWithValues: entries.map { (Self.hash($0.type), $0) })
        self.upcasters = Dictionary(uniqueKeysWithValues: upcasters.map { ($0.from, $0) })
    }

    /// The stored names that this release knows, sorted.
    public var types: [EventType] {
        entries.values.map(\.type).sorted { ($0.name, $0.version) < ($1.name, $1.version) }
    }

    private static func hash(_ type: EventType) -> UInt64 {
        let bytes = Array(type.description.utf8)
        return RecordFormat.fnv(bytes.span, 0..<bytes.count)
    }

    /// The fact in `record`, personal values hidden: what a fold needs.
    ///
    /// - Throws: `PayloadError` when the payload is not of its type's shape.
    public func event(of record: Record) throws(PayloadError) -> Event {
        try decode(record, opener: nil)
    }

    /// The fact in `record` with the personal values that `keys` can open.
    ///
    /// - Throws: `PayloadError` when the payload is not of its type's shape.
    public func event(of record: Record, opening keys: any KeyRing) throws(PayloadError) -> Event {
        try decode(record, opener: SealOpener(record, keys: keys))
    }

    private func decode(_ record: Record, opener: SealOpener?) throws(PayloadError) -> Event {
        guard let entry = entries[record.typeHash], record.isOf(entry) else {
            return try upcast(record, opener: opener)
        }
        return try entry.decode(record.fields(opener: opener))
    }

    /// The slow path: an older version of a known type, or a type we do not know.
    private func upcast(_ record: Record, opener: SealOpener?) throws(PayloadError) -> Event {
        guard var type = EventType(record.typeText), upcasters[type] != nil,
            var members = try? JSONDecoder().decode([String: JSONValue].self, from: Data(record.dataJSON))
        else { return .unknown(record.typeText) }
        while let step = upcasters[type] {
            step.change(&members)
            type = EventType(type.name, version: type.version + 1)
        }
        guard let entry = entries[Self.hash(type)], let json = try? CanonicalJSON.encode(members) else {
            return .unknown(record.typeText)
        }
        let bytes = [UInt8](json)
        return try entry.decode(JSONFields(bytes, 0..<bytes.count, opener: opener))
    }
}
