/// Reads one line into a `Record`: checksum, fixed opening, attributes in place.
public enum RecordParser {
    /// Reads the line in `buffer[range]` (without its line feed).
    ///
    /// - Throws: `RecordDefect` for anything that is not a whole, intact record.
    public static func parse(_ buffer: [UInt8], _ range: Range<Int>) throws(RecordDefect) -> Record {
        let bytes = buffer.span
        let start = range.lowerBound
        let opening = try opening(bytes, range)
        guard bytes.matches(RecordFormat.idKey, at: start + RecordFormat.commitOffset + LogPosition.digits),
            let id = bytes.uuid(at: start + RecordFormat.idOffset),
            bytes[start + RecordFormat.attributesOffset - 1] == UInt8(ascii: "\"")
        else { throw .malformed }
        var attributes = RecordAttributes()
        guard attributes.read(bytes, from: start + RecordFormat.attributesOffset, to: range.upperBound),
            let data = attributes.data, let type = attributes.type, let time = attributes.time,
            let source = attributes.source, let subject = attributes.subject, let actor = attributes.actor
        else { throw .malformed }
        return Record(
            buffer: buffer, range: range, position: opening.position, commit: opening.commit,
            id: RecordID(high: id.high, low: id.low), time: time,
            actor: actor, person: attributes.person, typeRange: type,
            typeHash: RecordFormat.fnv(bytes, type), sourceRange: source, subjectRange: subject,
            correlationRange: attributes.correlation, causationRange: attributes.causation,
            idempotencyRange: attributes.idempotency, traceparentRange: attributes.traceparent,
            dataRange: data)
    }

    /// Reads a line given alone.
    ///
    /// - Throws: `RecordDefect`.
    public static func parse(line: [UInt8]) throws(RecordDefect) -> Record {
        try parse(line, 0..<line.count)
    }

    /// The position and the commit of an intact line: what readers need that want the line as it is.
    ///
    /// - Throws: `RecordDefect` for a wrong length, checksum or beginning.
    @inline(__always)
    static func opening(
        _ bytes: Span<UInt8>, _ range: Range<Int>
    ) throws(RecordDefect) -> (position: LogPosition, commit: LogPosition) {
        let start = range.lowerBound
        guard range.count < RecordFormat.bytesMax else { throw .tooLong }
        guard range.count > RecordFormat.attributesOffset + 2 else { throw .malformed }
        try check(bytes, range)
        guard let position = bytes.decimal(start + RecordFormat.sequenceOffset, LogPosition.digits),
            bytes.matches(RecordFormat.commitKey, at: start + RecordFormat.sequenceOffset + LogPosition.digits),
            let commit = bytes.decimal(start + RecordFormat.commitOffset, LogPosition.digits)
        else { throw .malformed }
        return (LogPosition(UInt64(position)), LogPosition(UInt64(commit)))
    }

    /// Whether the line's checksum and opening are right.
    private static func check(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(RecordDefect) {
        let start = range.lowerBound
        var bad: UInt8 = 0
        let found = UInt32(bytes.hexadecimal(start + RecordFormat.crcOffset, RecordFormat.crcDigits, &bad))
        guard bad & 0xF0 == 0 else { throw .malformed }
        let expected = CRC32C.checksum(bytes.extracting(start + RecordFormat.checkedFrom..<range.upperBound))
        guard found == expected else { throw .checksum(expected: expected, found: found) }
        guard bytes.matches(RecordFormat.opening, at: start),
            bytes.matches(RecordFormat.afterCRC, at: start + RecordFormat.crcOffset + RecordFormat.crcDigits)
        else { throw defectOfOpening(bytes, range) }
        // An upper-case digit would be a second spelling of the same record.
        for index in 0..<RecordFormat.crcDigits where bytes[start + RecordFormat.crcOffset + index] & 0x60 == 0x40 {
            throw .malformed
        }
    }

    /// Tells a newer format, which an operator can act on, from bytes that are no record.
    private static func defectOfOpening(_ bytes: Span<UInt8>, _ range: Range<Int>) -> RecordDefect {
        let key = Array(#""specversion":""#.utf8)
        let valueAt = range.lowerBound + RecordFormat.checkedFrom + key.count
        guard bytes.matches(key, at: range.lowerBound + RecordFormat.checkedFrom),
            let end = JSONScanner.endOfString(bytes, from: valueAt - 1, to: range.upperBound),
            let version = JSONScanner.string(bytes, from: valueAt - 1, to: end), version != "1.0",
            version.count <= 16
        else { return .malformed }
        return .unsupportedFormat(version)
    }
}

extension Span<UInt8> {
    /// Whether `literal` stands at `start`.
    @inline(__always)
    func matches(_ literal: [UInt8], at start: Int) -> Bool {
        guard start >= 0, count - start >= literal.count else { return false }
        let literal = literal.span
        for index in 0..<literal.count where self[start + index] != literal[index] { return false }
        return true
    }
}
