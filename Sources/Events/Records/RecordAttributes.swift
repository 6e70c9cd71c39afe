/// The attributes that follow the id, as ranges into the line. Attributes of a newer release are skipped.
struct RecordAttributes {
    var source: Range<Int>?
    var type: Range<Int>?
    var subject: Range<Int>?
    var time: Timestamp?
    var actor: Actor?
    var person: PersonID?
    var correlation: Range<Int>?
    var causation: Range<Int>?
    var idempotency: Range<Int>?
    var traceparent: Range<Int>?
    var data: Range<Int>?

    /// Reads `,"name":value` pairs up to the brace that closes the record, which must be its last byte.
    mutating func read(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Bool {
        var index = start
        while index < end, bytes[index] == UInt8(ascii: ",") {
            guard let nameEnd = JSONScanner.endOfString(bytes, from: index + 1, to: end), nameEnd < end,
                bytes[nameEnd] == UInt8(ascii: ":"),
                let valueEnd = JSONScanner.endOfValue(bytes, from: nameEnd + 1, to: end),
                take(bytes, name: index + 2..<nameEnd - 1, value: nameEnd + 1..<valueEnd)
            else { return false }
            index = valueEnd
        }
        return index == end - 1 && bytes[index] == UInt8(ascii: "}")
    }

    private mutating func take(_ bytes: Span<UInt8>, name: Range<Int>, value: Range<Int>) -> Bool {
        if bytes.matches(Self.dataName, name) {
            data = value
            return bytes[value.lowerBound] == UInt8(ascii: "{")
        }
        // Every other attribute of CloudEvents in JSON that we write is a string.
        guard bytes[value.lowerBound] == UInt8(ascii: "\""), value.count >= 2 else { return true }
        let inner = value.lowerBound + 1..<value.upperBound - 1
        if bytes.matches(Self.sourceName, name) {
            source = inner
        } else if bytes.matches(Self.typeName, name) {
            type = inner
        } else if bytes.matches(Self.subjectName, name) {
            subject = inner
        } else if bytes.matches(Self.timeName, name) {
            time = bytes.timestamp(at: inner.lowerBound, count: inner.count)
            return time != nil
        } else if bytes.matches(Self.actorName, name) {
            actor = Self.actor(bytes, inner)
            return actor != nil
        } else if bytes.matches(Self.personName, name) {
            guard let id = bytes.uuid(at: inner.lowerBound), inner.count == UUIDText.length else { return false }
            person = PersonID(high: id.high, low: id.low)
        } else if bytes.matches(Self.correlationName, name) {
            correlation = inner
        } else if bytes.matches(Self.causationName, name) {
            causation = inner
        } else if bytes.matches(Self.idempotencyName, name) {
            idempotency = inner
        } else if bytes.matches(Self.traceparentName, name) {
            traceparent = inner
        }
        return true
    }

    private static func actor(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Actor? {
        if bytes.matches(userPrefix, at: range.lowerBound), range.count == userPrefix.count + UUIDText.length,
            let id = bytes.uuid(at: range.lowerBound + userPrefix.count)
        {
            return .user(PersonID(high: id.high, low: id.low))
        }
        return JSONScanner.string(bytes, from: range.lowerBound - 1, to: range.upperBound + 1).flatMap { Actor($0) }
    }

    private static let userPrefix = Array("user/".utf8)
    private static let sourceName = Array("source".utf8)
    private static let typeName = Array("type".utf8)
    private static let subjectName = Array("subject".utf8)
    private static let timeName = Array("time".utf8)
    private static let actorName = Array("actor".utf8)
    private static let personName = Array("person".utf8)
    private static let correlationName = Array("correlationid".utf8)
    private static let causationName = Array("causationid".utf8)
    private static let idempotencyName = Array("idempotencykey".utf8)
    private static let traceparentName = Array("traceparent".utf8)
    private static let dataName = Array("data".utf8)
}

extension Span<UInt8> {
    @inline(__always)
    func matches(_ literal: [UInt8], _ range: Range<Int>) -> Bool {
        literal.count == range.count && matches(literal, at: range.lowerBound)
    }
}
