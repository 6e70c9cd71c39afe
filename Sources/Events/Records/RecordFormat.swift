/// The fixed parts of a record's line, and its limits. `eventlog/README.md` describes the format for other readers.
///
/// Layout: `{"crc":"xxxxxxxx","specversion":"1.0","sequence":"<16 digits>","commit":"<16 digits>","id":"<uuid>",` and then
/// `source`, `type`, `subject`, `time`, `actor`, the optional `person`, `correlationid`, `causationid`, `idempotencykey`
/// and `traceparent`, in this order, and last `data`. A line ends in one line feed, which the checksum leaves out.
enum RecordFormat {
    /// A record's line has at most this many bytes, line feed included. Larger bodies are blobs.
    static let bytesMax = 60_000

    static let crcOffset = 8
    static let crcDigits = 8
    /// The checksum covers every byte from here to the line feed.
    static let checkedFrom = 18

    static let opening = Array(#"{"crc":""#.utf8)
    static let afterCRC = Array(#"","specversion":"1.0","sequence":""#.utf8)
    static let sequenceOffset = crcOffset + crcDigits + afterCRC.count
    static let commitKey = Array(#"","commit":""#.utf8)
    static let commitOffset = sequenceOffset + LogPosition.digits + commitKey.count
    static let idKey = Array(#"","id":""#.utf8)
    static let idOffset = commitOffset + LogPosition.digits + idKey.count
    static let attributesOffset = idOffset + UUIDText.length + 1

    static let fnvBasis: UInt64 = 0xCBF2_9CE4_8422_2325
    static let fnvPrime: UInt64 = 0x0000_0100_0000_01B3

    static func fnv(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
        var hash = fnvBasis
        for index in range { hash = (hash ^ UInt64(bytes[index])) &* fnvPrime }
        return hash
    }
}
