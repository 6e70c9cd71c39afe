public import Events

/// What views read besides what models read.
extension SnapshotReader {
    /// Reads an instant as the API writes it.
    mutating func timeText() throws(SnapshotError) -> String { try time().milliseconds }

    /// Reads the beginning of a digest, in the alphabet in which the log has all of it.
    mutating func digestText() throws(SnapshotError) -> String { try digest().text }

    /// Reads a count, then that many rows, in any order; `body` sees to nothing but one row.
    mutating func rows<Row, Key: Comparable>(
        sortedBy key: (Row) -> Key, _ body: (inout Self) throws(SnapshotError) -> Row
    ) throws(SnapshotError) -> [Row] {
        try array(body).sorted { key($0) < key($1) }
    }

    /// Reads ids by id, for example a person's copies.
    mutating func lists<Owner, Item>(
        _ owner: Owner.Type, _ item: Item.Type
    ) throws(SnapshotError) -> [OwnedIDs<Owner, Item>] {
        try rows(sortedBy: \.owner) { input throws(SnapshotError) in
            OwnedIDs(
                owner: try input.id(Owner.self),
                ids: try input.array { input throws(SnapshotError) in try input.id(Item.self) })
        }
    }
}

/// The ids that belong to another id, in the order in which they came.
public struct OwnedIDs<Owner, Item>: Encodable, Sendable {
    public let owner: EntityID<Owner>
    public let ids: [EntityID<Item>]
}

/// The counts of a `QuantileSketch`, as they are.
public struct SketchView: Encodable, Sendable {
    public let firstBucket: Int
    public let counts: [UInt64]

    init(from input: inout SnapshotReader) throws(SnapshotError) {
        firstBucket = try input.integer()
        counts = try input.array { input throws(SnapshotError) in try input.unsigned() }
    }
}

extension DigestKey {
    /// Base64url of the 16 bytes; all but its last character stand so in the log.
    var text: String {
        var bytes: [UInt8] = []
        for half in [high, low] {
            for shift in stride(from: UInt64(56), through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: half >> shift))
            }
        }
        return Base64URL.encode(bytes)
    }
}
