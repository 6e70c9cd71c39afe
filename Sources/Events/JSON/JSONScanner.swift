/// Walks over JSON bytes without building values: finds where a value ends, reads strings and numbers in place.
///
/// It checks structure, not every rule of RFC 8259: a record's bytes are ours and carry a checksum. It never reads out of
/// bounds and nests at most `depthMax` deep, whatever the bytes are.
struct JSONScanner: Sendable {
    static let depthMax = 64

    /// The index after the value that starts at `start`; nil when it is malformed or does not end before `end`.
    static func endOfValue(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
        guard start < end else { return nil }
        switch bytes[start] {
        case UInt8(ascii: "\""): return endOfString(bytes, from: start, to: end)
        case UInt8(ascii: "{"), UInt8(ascii: "["): return endOfContainer(bytes, from: start, to: end)
        default: return endOfScalar(bytes, from: start, to: end)
        }
    }

    /// The index after the closing quote of the string whose opening quote is at `start`.
    static func endOfString(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
        guard start < end, bytes[start] == UInt8(ascii: "\"") else { return nil }
        var index = start + 1
        while true {
            index = bytes.endOfPlainText(from: index, to: end)
            guard index < end else { return nil }
            if bytes[index] == UInt8(ascii: "\"") { return index + 1 }
            // What an escape begins with is not the end, whatever it is.
            index += 2
        }
    }

    private static func endOfContainer(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
        var index = start
        var depth = 0
        while index < end {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                guard let after = endOfString(bytes, from: index, to: end) else { return nil }
                index = after
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                guard depth <= depthMax else { return nil }
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if depth == 0 { return index + 1 }
            default: break
            }
            index += 1
        }
        return nil
    }

    private static func endOfScalar(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
        var index = start
        while index < end {
            switch bytes[index] {
            case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), 0x20, 0x09, 0x0A, 0x0D:
                return index > start ? index : nil
            default: index += 1
            }
        }
        return index > start ? index : nil
    }

    /// The first index from `start` that is not JSON white space.
    static func skipSpace(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
        var index = start
        while index < end, bytes[index] == 0x20 || (bytes[index] >= 0x09 && bytes[index] <= 0x0D) { index += 1 }
        return index
    }

    /// The text of the string between the quotes at `start` and `end - 1`; nil when an escape is malformed.
    static func string(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> String? {
        guard end - start >= 2, bytes[start] == UInt8(ascii: "\"") else { return nil }
        var out: [UInt8] = []
        out.reserveCapacity(end - start - 2)
        var index = start + 1
        while index < end - 1 {
            let byte = bytes[index]
            guard byte == UInt8(ascii: "\\") else {
                out.append(byte)
                index += 1
                continue
            }
            guard let after = unescape(bytes, at: index + 1, to: end - 1, into: &out) else { return nil }
            index = after
        }
        return String(validating: out, as: UTF8.self)
    }

    private static func unescape(
        _ bytes: Span<UInt8>, at index: Int, to end: Int, into out: inout [UInt8]
    ) -> Int? {
        guard index < end else { return nil }
        switch bytes[index] {
        case UInt8(ascii: "n"): out.append(0x0A)
        case UInt8(ascii: "r"): out.append(0x0D)
        case UInt8(ascii: "t"): out.append(0x09)
        case UInt8(ascii: "b"): out.append(0x08)
        case UInt8(ascii: "f"): out.append(0x0C)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(bytes[index])
        case UInt8(ascii: "u"): return unescapeUnicode(bytes, at: index + 1, to: end, into: &out)
        default: return nil
        }
        return index + 1
    }

    private static func unescapeUnicode(
        _ bytes: Span<UInt8>, at start: Int, to end: Int, into out: inout [UInt8]
    ) -> Int? {
        guard let first = codeUnit(bytes, at: start, to: end) else { return nil }
        var index = start + 4
        var scalar = UInt32(first)
        if UTF16.isLeadSurrogate(first) {
            guard index + 6 <= end, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u"),
                let second = codeUnit(bytes, at: index + 2, to: end), UTF16.isTrailSurrogate(second)
            else { return nil }
            scalar = 0x10000 + (UInt32(first) - 0xD800) << 10 + UInt32(second) - 0xDC00
            index += 6
        }
        guard let character = Unicode.Scalar(scalar) else { return nil }
        out.append(contentsOf: UTF8.encode(character) ?? UTF8.encodedReplacementCharacter)
        return index
    }

    private static func codeUnit(_ bytes: Span<UInt8>, at start: Int, to end: Int) -> UInt16? {
        guard start + 4 <= end else { return nil }
        var bad: UInt8 = 0
        let value = bytes.hexadecimal(start, 4, &bad)
        return bad & 0xF0 == 0 ? UInt16(value) : nil
    }
}
