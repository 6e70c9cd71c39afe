/// Base 64 with the URL-safe alphabet and without padding (RFC 4648 §5).
public enum Base64URL {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    private static let invalid: UInt8 = 0xFF
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: invalid, count: 256)
        for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
        return values
    }()

    /// The text form of `bytes`.
    public static func encode(_ bytes: some Sequence<UInt8>) -> String {
        let bytes = Array(bytes)
        var out: [UInt8] = []
        out.reserveCapacity((bytes.count * 4 + 2) / 3)
        var index = 0
        while index < bytes.count {
            let left = min(3, bytes.count - index)
            var group = UInt32(bytes[index]) << 16
            if left > 1 { group |= UInt32(bytes[index + 1]) << 8 }
            if left > 2 { group |= UInt32(bytes[index + 2]) }
            for digit in 0...left { out.append(alphabet[Int(group >> UInt32(18 - 6 * digit) & 0x3F)]) }
            index += 3
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// The bytes of `text`; nil when it is not base64url, or not in its one canonical form.
    public static func decode(_ text: String) -> [UInt8]? { decode(Array(text.utf8)) }

    static func decode(_ text: [UInt8]) -> [UInt8]? {
        guard text.count % 4 != 1 else { return nil }
        var out: [UInt8] = []
        out.reserveCapacity(text.count * 3 / 4)
        let table = values.span
        var bits: UInt32 = 0
        var have = 0
        for character in text {
            let value = table[Int(character)]
            guard value != invalid else { return nil }
            bits = bits << 6 | UInt32(value)
            have += 6
            if have >= 8 {
                have -= 8
                out.append(UInt8(truncatingIfNeeded: bits >> UInt32(have)))
            }
        }
        // Left-over bits are zero in the canonical form.
        return bits & ((1 << UInt32(have)) - 1) == 0 ? out : nil
    }
}
