import Logging

/// One log line as JSON bytes.
///
/// No text that is logged can end the line, begin another, or change how a terminal shows it: everything that is a
/// control, a line separator or a direction mark is written as `\uXXXX` (OWASP Logging Cheat Sheet,
/// "log injection").
struct JSONLogLine {
    /// The limit of one text; what is longer is cut and ends in `…`.
    ///
    /// It counts scalars: one `Character` may hold any number of combining marks.
    static let valueScalarsMax = 2_000
    /// The limit of dictionaries and arrays in each other; what is deeper reads `…`.
    static let depthMax = 8
    /// Past this size dictionaries and arrays take no more elements.
    static let lineBytesMax = 65_536

    private(set) var bytes: [UInt8] = []

    init(
        time: LogTimestamp,
        level: Logger.Level,
        label: String,
        message: String,
        metadata: Logger.Metadata
    ) {
        bytes.reserveCapacity(256)
        bytes += #"{"time":""#.utf8
        time.append(to: &bytes)
        bytes += #"","level":""#.utf8
        bytes += level.rawValue.utf8
        bytes += #"","logger":"#.utf8
        append(text: label)
        bytes += #","message":"#.utf8
        append(text: message)
        if !metadata.isEmpty {
            bytes += #","metadata":"#.utf8
            append(object: metadata, depth: 1)
        }
        bytes += "}\n".utf8
    }

    private mutating func append(value: Logger.MetadataValue, depth: Int) {
        switch value {
        case .string(let text): append(text: text)
        case .stringConvertible(let value): append(convertible: value)
        case .dictionary(let object) where depth <= Self.depthMax: append(object: object, depth: depth)
        case .array(let values) where depth <= Self.depthMax: append(array: values, depth: depth)
        case .dictionary, .array: append(text: "…")
        }
    }

    private mutating func append(convertible value: any CustomStringConvertible & Sendable) {
        switch value {
        case let value as Bool: bytes += (value ? "true" : "false").utf8
        case let value as Int: bytes += String(value).utf8
        case let value as Int64: bytes += String(value).utf8
        case let value as Double where value.isFinite: bytes += value.description.utf8
        default: append(text: value.description)
        }
    }

    private mutating func append(object: Logger.Metadata, depth: Int) {
        bytes.append(UInt8(ascii: "{"))
        var isFirst = true
        for (key, value) in object.sorted(by: { $0.key < $1.key }) {
            guard bytes.count < Self.lineBytesMax else { break }
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            append(text: key)
            bytes.append(UInt8(ascii: ":"))
            append(value: value, depth: depth + 1)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func append(array: [Logger.MetadataValue], depth: Int) {
        bytes.append(UInt8(ascii: "["))
        var isFirst = true
        for value in array {
            guard bytes.count < Self.lineBytesMax else { break }
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            append(value: value, depth: depth + 1)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func append(text: String) {
        bytes.append(UInt8(ascii: "\""))
        var scalarCount = 0
        for scalar in text.unicodeScalars {
            if scalarCount == Self.valueScalarsMax {
                bytes += "…".utf8
                break
            }
            scalarCount += 1
            append(scalar: scalar)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func append(scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x22, 0x5C:
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(UInt8(truncatingIfNeeded: scalar.value))
        case 0x0A: bytes += #"\n"#.utf8
        case 0x0D: bytes += #"\r"#.utf8
        case 0x09: bytes += #"\t"#.utf8
        case 0x20..<0x7F: bytes.append(UInt8(truncatingIfNeeded: scalar.value))
        // C0 and C1 controls (NEL among them); direction marks; line and paragraph separators; BOM.
        case ..<0xA0, 0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
            append(escape: scalar.value)
        default: bytes += scalar.utf8
        }
    }

    private mutating func append(escape value: UInt32) {
        bytes += #"\u"#.utf8
        for shift in [12, 8, 4, 0] as [UInt32] {
            let digit = UInt8(truncatingIfNeeded: value >> shift & 0xF)
            bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }
}
