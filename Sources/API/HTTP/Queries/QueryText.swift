/// A query string, put together again from what was understood of a request: what the log keeps of a look, and what links to the
/// next page are made of.
struct QueryText {
    private(set) var text = ""
    /// What follows a path: a question mark and the text, or nothing.
    var suffix: String { text.isEmpty ? "" : "?" + text }

    /// Adds a parameter, or nothing when there is no value.
    mutating func add(_ name: String, _ value: String?) {
        guard let value else { return }
        if !text.isEmpty { text += "&" }
        text += "\(name)=\(Self.escaped(value))"
    }

    /// Leaves what RFC 3986 allows in the value of a query parameter and nobody takes for anything else.
    private static func escaped(_ value: String) -> String {
        let digits = Array("0123456789ABCDEF")
        return value.utf8.reduce(into: "") { text, byte in
            if isPlain(byte) {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                text += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 0xF)])"
            }
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-._~/:@".utf8.contains(byte)
        }
    }
}
