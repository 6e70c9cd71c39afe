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
        let raw = unsafe bytes
        // The digits between the hyphens, eight at a time.
        guard let first = HexadecimalWord.value(of: unsafe raw.word(start)),
            let second = HexadecimalWord.value(of: unsafe raw.half(start + 9) | raw.half(start + 14) << 32),
            let third = HexadecimalWord.value(of: unsafe raw.half(start + 19) | raw.half(start + 24) << 32),
            let fourth = HexadecimalWord.value(of: unsafe raw.word(start + 28))
        else { return nil }
        return (UInt64(first) << 32 | UInt64(second), UInt64(third) << 32 | UInt64(fourth))
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

/// Eight ASCII hexadecimal digits in one word, the first in its lowest byte.
enum HexadecimalWord {
    private static let each: UInt64 = 0x0101_0101_0101_0101

    /// The number that the digits spell; nil when one is no digit.
    @inline(__always)
    static func value(of text: UInt64) -> UInt32? {
        // Letters, and no digits, have bit 6 set; a letter's lower half is nine less than its value.
        let letters = text >> 6 & each
        let values = (text & (each * 0x0F)) &+ letters &* 9
        let aboveNine = (values &+ each * 6) >> 4 & each
        guard values & (each * 0xF0) == 0, values &+ each * 0x30 &+ aboveNine &* 0x27 == text | letters << 5 else {
            return nil
        }
        // The first digit is the highest.
        let digits = values.byteSwapped
        let bytes = (digits | digits >> 4) & 0x00FF_00FF_00FF_00FF
        let pairs = (bytes | bytes >> 8) & 0x0000_FFFF_0000_FFFF
        return UInt32(truncatingIfNeeded: pairs | pairs >> 16)
    }
}

extension RawSpan {
    /// Eight bytes, the first the lowest. `start` and seven more must be in range.
    @unsafe @inline(__always)
    fileprivate func word(_ start: Int) -> UInt64 {
        UInt64(littleEndian: unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: start, as: UInt64.self))
    }

    /// Four bytes, the first the lowest. `start` and three more must be in range.
    @unsafe @inline(__always)
    fileprivate func half(_ start: Int) -> UInt64 {
        UInt64(UInt32(littleEndian: unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: start, as: UInt32.self)))
    }
}
