/// Appends canonical JSON to a buffer: no white space, keys in the order they are written.
///
/// Numbers are integers or shortest round-trip decimals; strings escape only what RFC 8259 requires, in lower-case
/// hexadecimal, and U+2028 and U+2029, which line-based tools take for line ends.
public struct JSONWriter: Sendable {
    /// What has been written so far.
    public private(set) var bytes: [UInt8] = []
    private var needsComma = false

    /// An empty writer.
    public init() {}

    /// A writer that goes on after `bytes`.
    public init(appendingTo bytes: [UInt8]) { self.bytes = bytes }

    /// Writes an object around what `body` writes.
    public mutating func object(_ body: (inout JSONWriter) -> Void) {
        separate()
        open("{")
        body(&self)
        close("}")
    }

    /// Writes an array around what `body` writes.
    public mutating func array(_ body: (inout JSONWriter) -> Void) {
        separate()
        open("[")
        body(&self)
        close("]")
    }

    /// Writes a key; the next call writes its value.
    public mutating func key(_ name: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { buffer in unsafe bytes.append(contentsOf: buffer) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes a key that is only known at run time; the next call writes its value.
    public mutating func key(dynamic name: String) {
        string(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes a string.
    public mutating func string(_ text: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { buffer in unsafe appendEscaped(Span(_unsafeElements: buffer)) }
        bytes.append(UInt8(ascii: "\""))
        needsComma = true
    }

    /// Writes an integer.
    public mutating func integer(_ value: some BinaryInteger) { verbatim(value.description.utf8) }

    /// Writes a finite number, as an integer when it is one.
    public mutating func number(_ value: Double) {
        precondition(value.isFinite, "JSON has no \(value)")
        if value.rounded() == value, abs(value) < 9_007_199_254_740_992 {
            integer(Int64(value))
        } else {
            verbatim(value.description.utf8)
        }
    }

    /// Writes `true` or `false`.
    public mutating func boolean(_ value: Bool) { verbatim((value ? "true" : "false").utf8) }

    /// Writes `null`.
    public mutating func null() { verbatim("null".utf8) }

    /// Writes bytes that are one JSON value already, or the inside of a string's quotes without need of escapes.
    public mutating func verbatim(_ json: some Sequence<UInt8>) {
        separate()
        bytes.append(contentsOf: json)
        needsComma = true
    }

    /// Writes a string whose bytes need no escape (digits, base64url, identifiers).
    public mutating func plainString(_ text: some Sequence<UInt8>) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: text)
        bytes.append(UInt8(ascii: "\""))
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = false
    }

    private mutating func open(_ bracket: Unicode.Scalar) {
        bytes.append(UInt8(ascii: bracket))
        needsComma = false
    }

    private mutating func close(_ bracket: Unicode.Scalar) {
        bytes.append(UInt8(ascii: bracket))
        needsComma = true
    }

    private mutating func appendEscaped(_ text: Span<UInt8>) {
        for index in 0..<text.count {
            let byte = text[index]
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0x0A: bytes.append(contentsOf: "\\n".utf8)
            case 0x0D: bytes.append(contentsOf: "\\r".utf8)
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            case 0..<0x20, 0x7F: appendUnicodeEscape(UInt16(byte))
            case 0xA8, 0xA9:
                // The last byte of U+2028 and U+2029 (E2 80 A8, E2 80 A9).
                guard index >= 2, text[index - 1] == 0x80, text[index - 2] == 0xE2 else {
                    bytes.append(byte)
                    continue
                }
                bytes.removeLast(2)
                appendUnicodeEscape(byte == 0xA8 ? 0x2028 : 0x2029)
            default: bytes.append(byte)
            }
        }
    }

    private mutating func appendUnicodeEscape(_ unit: UInt16) {
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(contentsOf: "\\u".utf8)
        for shift in [12, 8, 4, 0] { bytes.append(digits[Int(unit >> UInt16(shift)) & 0xF]) }
    }
}

extension JSONWriter {
    /// Writes a key and a string, or nothing when there is no value.
    public mutating func field(_ name: StaticString, _ value: String?) {
        guard let value else { return }
        key(name)
        string(value)
    }

    /// Writes a key and an integer, or nothing when there is no value.
    public mutating func field(_ name: StaticString, _ value: Int?) {
        guard let value else { return }
        key(name)
        integer(value)
    }

    /// Writes a key and a number, or nothing when there is no value.
    public mutating func field(_ name: StaticString, number value: Double?) {
        guard let value else { return }
        key(name)
        number(value)
    }

    /// Writes a key and a Boolean, or nothing when there is no value.
    public mutating func field(_ name: StaticString, _ value: Bool?) {
        guard let value else { return }
        key(name)
        boolean(value)
    }

    /// Writes a key and an id, or nothing when there is no value.
    public mutating func field<Kind>(_ name: StaticString, _ value: EntityID<Kind>?) {
        guard let value else { return }
        key(name)
        plainString(UUIDText.bytes(high: value.high, low: value.low))
    }

    /// Writes a key and an instant with microseconds, or nothing when there is no value.
    public mutating func field(_ name: StaticString, _ value: Timestamp?) {
        guard let value else { return }
        key(name)
        plainString(value.bytes(fractionDigits: 6))
    }

    /// Writes a key and an array of strings.
    public mutating func field(_ name: StaticString, _ values: [String]) {
        key(name)
        array { inner in
            for value in values { inner.string(value) }
        }
    }
}
