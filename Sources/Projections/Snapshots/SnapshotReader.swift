public import Events
public import HashTreeCollections

/// Reads what `SnapshotWriter` wrote, in the same order. Every malformed input throws; none traps.
public struct SnapshotReader: Sendable {
    private let bytes: [UInt8]
    private var index: Int

    init(_ bytes: [UInt8], from start: Int) {
        self.bytes = bytes
        index = start
    }

    var isAtEnd: Bool { index == bytes.count }

    private mutating func byte() throws(SnapshotError) -> UInt8 {
        guard index < bytes.count else { throw .malformed }
        defer { index += 1 }
        return bytes[index]
    }

    /// Reads an unsigned integer.
    public mutating func unsigned() throws(SnapshotError) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 70, by: 7) {
            let next = try byte()
            value |= UInt64(next & 0x7F) << shift
            if next < 0x80 { return value }
        }
        throw .malformed
    }

    /// Reads an integer.
    public mutating func integer() throws(SnapshotError) -> Int {
        let value = Int(truncatingIfNeeded: try unsigned())
        return Int(bitPattern: UInt(bitPattern: value) >> 1) ^ -(value & 1)
    }

    /// Reads eight bytes.
    public mutating func fixed() throws(SnapshotError) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 8) { value |= UInt64(try byte()) << shift }
        return value
    }

    public mutating func number() throws(SnapshotError) -> Double { Double(bitPattern: try fixed()) }
    public mutating func boolean() throws(SnapshotError) -> Bool { try byte() == 1 }
    public mutating func position() throws(SnapshotError) -> LogPosition { LogPosition(try unsigned()) }

    public mutating func time() throws(SnapshotError) -> Timestamp {
        Timestamp(microseconds: Int64(try integer()))
    }

    public mutating func id<Kind>(_ kind: Kind.Type = Kind.self) throws(SnapshotError) -> EntityID<Kind> {
        EntityID(high: try fixed(), low: try fixed())
    }

    public mutating func digest() throws(SnapshotError) -> DigestKey {
        DigestKey(high: try fixed(), low: try fixed())
    }

    public mutating func string() throws(SnapshotError) -> String {
        let count = try count()
        defer { index += count }
        return String(decoding: bytes[index..<index + count], as: UTF8.self)
    }

    /// Reads a value of an enumeration by its raw string.
    public mutating func choice<Choice: RawRepresentable<String>>(
        _ type: Choice.Type = Choice.self
    ) throws(SnapshotError) -> Choice {
        guard let choice = Choice(rawValue: try string()) else { throw .malformed }
        return choice
    }

    /// Reads whether there is a value, and the value.
    public mutating func optional<Value>(
        _ body: (inout Self) throws(SnapshotError) -> Value
    ) throws(SnapshotError) -> Value? {
        try boolean() ? try body(&self) : nil
    }

    /// Reads a count and the elements.
    public mutating func array<Element>(
        _ body: (inout Self) throws(SnapshotError) -> Element
    ) throws(SnapshotError) -> [Element] {
        let count = try count()
        var values: [Element] = []
        values.reserveCapacity(count)
        for _ in 0..<count { values.append(try body(&self)) }
        return values
    }

    /// Reads a count, then keys and values.
    public mutating func dictionary<Key, Value>(
        _ body: (inout Self) throws(SnapshotError) -> (Key, Value)
    ) throws(SnapshotError) -> TreeDictionary<Key, Value> {
        let count = try count()
        var values: TreeDictionary<Key, Value> = [:]
        for _ in 0..<count {
            let (key, value) = try body(&self)
            values[key] = value
        }
        return values
    }

    /// Reads a count, which cannot exceed the bytes that are left.
    private mutating func count() throws(SnapshotError) -> Int {
        let count = try integer()
        guard count >= 0, count <= bytes.count - index else { throw .malformed }
        return count
    }
}
