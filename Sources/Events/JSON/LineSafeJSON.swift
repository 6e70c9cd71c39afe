import Foundation

/// Escapes what `JSONEncoder` leaves raw and line-based tools stumble over: U+2028, U+2029 and DEL.
enum LineSafeJSON {
    private static let lastBytes: [UInt8: String] = [0xA8: "\\u2028", 0xA9: "\\u2029"]

    /// `json` with the three characters as escapes; inside JSON they only occur in strings.
    static func escaping(_ json: Data) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(json.count)
        for byte in json {
            if byte == 0x7F {
                out += "\\u007f".utf8
            } else if let escape = lastBytes[byte], out.suffix(2) == [0xE2, 0x80] {
                out.removeLast(2)
                out += escape.utf8
            } else {
                out.append(byte)
            }
        }
        return out
    }
}
