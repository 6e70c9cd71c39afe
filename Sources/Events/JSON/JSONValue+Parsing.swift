extension JSONValue {
    /// Reads one JSON text, of any size, with the place of what is wrong in it. Of members of the same name the last
    /// one counts.
    ///
    /// - Throws: `JSONSyntaxError`.
    public static func parse(_ bytes: [UInt8]) throws(JSONSyntaxError) -> JSONValue {
        var parser = JSONParser(bytes: bytes)
        return try parser.document()
    }
}

/// A descent over JSON bytes that builds values and knows where it stands.
private struct JSONParser {
    let bytes: [UInt8]
    private var index = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func document() throws(JSONSyntaxError) -> JSONValue {
        // A byte order mark, which Windows editors leave.
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
        let value = try value(depth: 0)
        skipSpace()
        guard index == bytes.count else { throw fault(.unexpected, at: index) }
        return value
    }

    private mutating func value(depth: Int) throws(JSONSyntaxError) -> JSONValue {
        guard depth <= JSONScanner.depthMax else { throw fault(.tooDeep, at: index) }
        skipSpace()
        guard index < bytes.count else { throw fault(.ended, at: index) }
        switch bytes[index] {
        case UInt8(ascii: "{"): return try object(depth)
        case UInt8(ascii: "["): return try array(depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .boolean(true))
        case UInt8(ascii: "f"): return try literal("false", .boolean(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        default: return try number()
        }
    }

    private mutating func object(_ depth: Int) throws(JSONSyntaxError) -> JSONValue {
        var members: [String: JSONValue] = [:]
        try items(closedBy: "}") { parser throws(JSONSyntaxError) in
            let name = try parser.string()
            try parser.take(":")
            members[name] = try parser.value(depth: depth + 1)
        }
        return .object(members)
    }

    private mutating func array(_ depth: Int) throws(JSONSyntaxError) -> JSONValue {
        var values: [JSONValue] = []
        try items(closedBy: "]") { parser throws(JSONSyntaxError) in
            values.append(try parser.value(depth: depth + 1))
        }
        return .array(values)
    }

    /// What stands between commas, after the opening bracket at `index`.
    private mutating func items(
        closedBy end: Unicode.Scalar, _ item: (inout JSONParser) throws(JSONSyntaxError) -> Void
    ) throws(JSONSyntaxError) {
        index += 1
        skipSpace()
        if index < bytes.count, bytes[index] == UInt8(ascii: end) {
            index += 1
            return
        }
        while true {
            skipSpace()
            try item(&self)
            skipSpace()
            guard index < bytes.count else { throw fault(.ended, at: index) }
            index += 1
            if bytes[index - 1] == UInt8(ascii: end) { return }
            guard bytes[index - 1] == UInt8(ascii: ",") else { throw fault(.unexpected, at: index - 1) }
        }
    }

    private mutating func string() throws(JSONSyntaxError) -> String {
        guard index < bytes.count else { throw fault(.ended, at: index) }
        guard bytes[index] == UInt8(ascii: "\"") else { throw fault(.unexpected, at: index) }
        guard let end = JSONScanner.endOfString(bytes.span, from: index, to: bytes.count) else {
            throw fault(.ended, at: bytes.count)
        }
        guard let text = JSONScanner.string(bytes.span, from: index, to: end) else {
            let isText = String(validating: bytes[index..<end], as: UTF8.self) != nil
            throw fault(isText ? .badEscape : .notUTF8, at: isText ? index : firstInvalid(in: index..<end))
        }
        index = end
        return text
    }

    private mutating func number() throws(JSONSyntaxError) -> JSONValue {
        let start = index
        while index < bytes.count, Self.numeric.contains(bytes[index]) { index += 1 }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        // Stricter than `Double`, which also reads « .5 », « 1. » and « 007 ».
        guard text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil,
            let number = Double(text), number.isFinite
        else { throw fault(.unexpected, at: start) }
        return .number(number)
    }

    private static let numeric = Set("0123456789+-.eE".utf8)

    private mutating func literal(_ word: String, _ value: JSONValue) throws(JSONSyntaxError) -> JSONValue {
        guard bytes[index...].starts(with: word.utf8) else { throw fault(.unexpected, at: index) }
        index += word.utf8.count
        return value
    }

    private mutating func take(_ character: Unicode.Scalar) throws(JSONSyntaxError) {
        skipSpace()
        guard index < bytes.count else { throw fault(.ended, at: index) }
        guard bytes[index] == UInt8(ascii: character) else { throw fault(.unexpected, at: index) }
        index += 1
    }

    private mutating func skipSpace() {
        index = JSONScanner.skipSpace(bytes.span, from: index, to: bytes.count)
    }

    /// Where the first byte is that belongs to no character.
    private func firstInvalid(in range: Range<Int>) -> Int {
        var index = range.lowerBound
        while index < range.upperBound {
            let length = (1...4).first { length in
                index + length <= range.upperBound
                    && String(validating: bytes[index..<index + length], as: UTF8.self) != nil
            }
            guard let length else { return index }
            index += length
        }
        return range.lowerBound
    }

    private func fault(_ rule: JSONSyntaxError.Rule, at place: Int) -> JSONSyntaxError {
        let before = bytes[..<min(place, bytes.count)]
        let lastFeed = before.lastIndex(of: 0x0A)
        return JSONSyntaxError(
            rule: rule, line: before.count { $0 == 0x0A } + 1,
            column: before.count - (lastFeed.map { $0 + 1 } ?? 0) + 1)
    }
}
