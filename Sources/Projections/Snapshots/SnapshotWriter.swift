public import Events
public import HashTreeCollections

/// Appends a model's members to a snapshot: little-endian integers, lengths before contents, no names.
///
/// The form may change with every build, since a snapshot made by another build is thrown away.
public struct SnapshotWriter: Sendable {
    private(set) var bytes: [UInt8] = []

    init() {}

    /// Writes an unsigned integer in 1 to 10 bytes (LEB128).
    public mutating func integer(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// Writes an integer, negative ones too.
    public mutating func integer(_ value: Int) {
        integer(UInt64(bitPattern: Int64(value << 1 ^ value >> 63)))
    }

    /// Writes eight bytes as they are.
    public mutating func fixed(_ value: UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }

    public mutating func number(_ value: Double) { fixed(value.bitPattern) }
    public mutating func boolean(_ value: Bool) { bytes.append(value ? 1 : 0) }
    public mutating func position(_ value: LogPosition) { integer(value.rawValue) }
    public mutating func time(_ value: Timestamp) { integer(Int(value.microseconds)) }

    public mutating func id<Kind>(_ value: EntityID<Kind>) {
        fixed(value.high)
        fixed(value.low)
    }

    public mutating func digest(_ value: DigestKey) {
        fixed(value.high)
        fixed(value.low)
    }

    public mutating func string(_ value: String) {
        integer(value.utf8.count)
        bytes += value.utf8
    }

    /// Writes whether there is a value, and the value.
    public mutating func optional<Value>(_ value: Value?, _ body: (inout Self, Value) -> Void) {
        boolean(value != nil)
        if let value { body(&self, value) }
    }

    /// Writes a count and the elements.
    public mutating func array<Element>(_ values: [Element], _ body: (inout Self, Element) -> Void) {
        integer(values.count)
        for value in values { body(&self, value) }
    }

    /// Writes a count, then keys and values.
    public mutating func dictionary<Key, Value>(
        _ values: TreeDictionary<Key, Value>, _ body: (inout Self, Key, Value) -> Void
    ) {
        integer(values.count)
        for (key, value) in values { body(&self, key, value) }
    }
}
