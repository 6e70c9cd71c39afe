/// The members of one JSON object, indexed in one pass over its bytes, without building values.
///
/// Reading a field is a comparison over at most `countMax` names and then a conversion in place. Unknown members are
/// ignored, so a newer writer may add optional fields.
public struct JSONFields: Sendable {
    /// More members than any payload of ours has; an object with more is refused.
    public static let countMax = 24

    private struct Entry {
        var nameStart: UInt32 = 0
        var nameEnd: UInt32 = 0
        var valueStart: UInt32 = 0
        var valueEnd: UInt32 = 0
    }

    private let buffer: [UInt8]
    private var entries = InlineArray<24, Entry>(repeating: Entry())
    private var count = 0
    /// Opens sealed values; nil leaves them hidden.
    let opener: SealOpener?

    /// Indexes the object in `buffer[range]`.
    init(_ buffer: [UInt8], _ range: Range<Int>, opener: SealOpener?) throws(PayloadError) {
        self.buffer = buffer
        self.opener = opener
        guard index(buffer.span, range) else { throw PayloadError(field: "", rule: .notAnObject) }
    }

    private mutating func index(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        let end = range.upperBound
        var at = JSONScanner.skipSpace(bytes, from: range.lowerBound, to: end)
        guard at < end, bytes[at] == UInt8(ascii: "{") else { return false }
        at = JSONScanner.skipSpace(bytes, from: at + 1, to: end)
        if at < end, bytes[at] == UInt8(ascii: "}") { return true }
        while true {
            guard let nameEnd = JSONScanner.endOfString(bytes, from: at, to: end) else { return false }
            let colon = JSONScanner.skipSpace(bytes, from: nameEnd, to: end)
            guard colon < end, bytes[colon] == UInt8(ascii: ":") else { return false }
            let value = JSONScanner.skipSpace(bytes, from: colon + 1, to: end)
            guard let valueEnd = JSONScanner.endOfValue(bytes, from: value, to: end), count < Self.countMax else {
                return false
            }
            entries[count] = Entry(
                nameStart: UInt32(at + 1), nameEnd: UInt32(nameEnd - 1),
                valueStart: UInt32(value), valueEnd: UInt32(valueEnd))
            count += 1
            at = JSONScanner.skipSpace(bytes, from: valueEnd, to: end)
            guard at < end else { return false }
            if bytes[at] == UInt8(ascii: "}") { return true }
            guard bytes[at] == UInt8(ascii: ",") else { return false }
            at = JSONScanner.skipSpace(bytes, from: at + 1, to: end)
        }
    }

    /// Where the value of `name` lies; nil when it is absent or `null`.
    func range(of name: StaticString) -> Range<Int>? {
        let bytes = buffer.span
        let length = name.utf8CodeUnitCount
        for index in 0..<count {
            let entry = entries[index]
            guard Int(entry.nameEnd - entry.nameStart) == length else { continue }
            let start = Int(entry.nameStart)
            let same = name.withUTF8Buffer { wanted in
                for offset in 0..<length where unsafe wanted[offset] != bytes[start + offset] { return false }
                return true
            }
            guard same else { continue }
            let range = Int(entry.valueStart)..<Int(entry.valueEnd)
            return bytes[range.lowerBound] == UInt8(ascii: "n") ? nil : range
        }
        return nil
    }

    /// Whether the object has a member `name` that is not `null`.
    public func has(_ name: StaticString) -> Bool { range(of: name) != nil }

    func required(_ name: StaticString) throws(PayloadError) -> Range<Int> {
        guard let range = range(of: name) else { throw PayloadError(field: name, rule: .missing) }
        return range
    }

    /// The raw JSON of the value of `name`; nil when it is absent.
    public func json(_ name: StaticString) -> [UInt8]? {
        range(of: name).map { Array(buffer[$0]) }
    }

    /// The members of the object `name`.
    public func object(_ name: StaticString) throws(PayloadError) -> JSONFields {
        try JSONFields(buffer, required(name), opener: opener)
    }

    var bytes: [UInt8] { buffer }
}
