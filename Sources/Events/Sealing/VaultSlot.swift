/// One slot of the vault file: 128 bytes, so that none crosses a sector and overwriting one is atomic.
///
/// Layout: kind (1 byte: 1 a key, 2 a tombstone), person (16), nonce ‖ wrapped key ‖ tag (60; zeros in a tombstone), zeros, and
/// in the last four bytes the CRC-32C of all before, little-endian. The wrapped key is bound to the person.
struct VaultSlot: Equatable {
    static let byteCount = 128
    private static let wrappedOffset = 17
    private static let wrappedCount = KeyWrapping.byteCount
    private static let checkedCount = byteCount - 4

    let person: PersonID
    /// Nil in a tombstone.
    let wrapped: [UInt8]?

    var encoded: [UInt8] {
        var bytes: [UInt8] = [wrapped == nil ? 2 : 1]
        for half in [person.high, person.low] {
            for shift in stride(from: UInt64(56), through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: half >> shift))
            }
        }
        bytes += wrapped ?? []
        bytes += [UInt8](repeating: 0, count: Self.checkedCount - bytes.count)
        let crc = CRC32C.checksum(bytes)
        for shift in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: crc >> UInt32(shift))) }
        return bytes
    }

    init(person: PersonID, wrapped: [UInt8]?) {
        self.person = person
        self.wrapped = wrapped
    }

    /// Nil when the checksum or the kind is wrong.
    init?(_ bytes: ArraySlice<UInt8>) {
        let bytes = Array(bytes)
        guard bytes.count == Self.byteCount else { return nil }
        let crc = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[Self.checkedCount + $1]) << UInt32(8 * $1) }
        guard crc == CRC32C.checksum(bytes, 0..<Self.checkedCount) else { return nil }
        func half(_ start: Int) -> UInt64 { bytes[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) } }
        person = PersonID(high: half(1), low: half(9))
        switch bytes[0] {
        case 1: wrapped = Array(bytes[Self.wrappedOffset..<Self.wrappedOffset + Self.wrappedCount])
        case 2: wrapped = nil
        default: return nil
        }
    }
}
