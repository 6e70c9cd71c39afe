/// The 36-character text form of a UUID, read and written without going through `String`.
enum UUIDText {
    static let length = 36

    /// 16 marks the byte before which a hyphen stands.
    private static let hyphenBefore: [Bool] = (0..<16).map { [4, 6, 8, 10].contains($0) }
    private static let digits: [UInt8] = Array("0123456789abcdef".utf8)

    static func bytes(high: UInt64, low: UInt64) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(length)
        append(high: high, low: low, to: &out)
        return out
    }

    static func append(high: UInt64, low: UInt64, to out: inout [UInt8]) {
        for index in 0..<16 {
            if hyphenBefore[index] { out.append(UInt8(ascii: "-")) }
            let half = index < 8 ? high : low
            let byte = Int(truncatingIfNeeded: half >> UInt64((7 - index % 8) * 8)) & 0xFF
            out.append(digits[byte >> 4])
            out.append(digits[byte & 0xF])
        }
    }
}

extension Span<UInt8> {
    /// The UUID whose text begins at `start`; nil when it is not one (upper-case digits are accepted).
    func uuid(at start: Int) -> (high: UInt64, low: UInt64)? {
        guard start >= 0, count - start >= UUIDText.length else { return nil }
        let hyphen = UInt8(ascii: "-")
        guard self[start + 8] == hyphen, self[start + 13] == hyphen, self[start + 18] == hyphen,
            self[start + 23] == hyphen
        else { return nil }
        var bad: UInt8 = 0
        var high = hexadecimal(start, 8, &bad)
        high = high << 16 | hexadecimal(start + 9, 4, &bad)
        high = high << 16 | hexadecimal(start + 14, 4, &bad)
        let low = hexadecimal(start + 19, 4, &bad) << 48 | hexadecimal(start + 24, 12, &bad)
        return bad & 0xF0 == 0 ? (high, low) : nil
    }

    /// The number that `digits` hexadecimal digits spell; a bad digit sets the upper bits of `bad`.
    @inline(__always)
    func hexadecimal(_ start: Int, _ digits: Int, _ bad: inout UInt8) -> UInt64 {
        var value: UInt64 = 0
        for index in start..<start + digits {
            let digit = HexadecimalDigit.value(of: self[index])
            bad |= digit
            value = value << 4 | UInt64(digit & 0xF)
        }
        return value
    }
}

/// The value of one ASCII hexadecimal digit.
enum HexadecimalDigit {
    /// 0 to 15, or 0xFF for a byte that is no digit.
    @inline(__always)
    static func value(of byte: UInt8) -> UInt8 {
        switch byte {
        case 0x30...0x39: byte &- 0x30
        case 0x61...0x66: byte &- 0x57
        case 0x41...0x46: byte &- 0x37
        default: 0xFF
        }
    }
}
