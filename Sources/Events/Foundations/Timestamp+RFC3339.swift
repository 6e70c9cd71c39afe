/// Text forms of an instant, RFC 3339, always UTC with `Z` when written.
extension Timestamp: CustomStringConvertible {
    /// `2026-11-23T08:30:00.000000Z`, the form of a record's `time`.
    public var description: String { String(decoding: bytes(fractionDigits: 6), as: UTF8.self) }

    /// `2026-11-23T08:30:00.000Z`, the form of the HTTP API.
    public var milliseconds: String { String(decoding: bytes(fractionDigits: 3), as: UTF8.self) }

    /// `2026-11-23`, the UTC day.
    public var date: String { String(decoding: bytes(fractionDigits: 0).prefix(10), as: UTF8.self) }

    func bytes(fractionDigits: Int) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(27)
        append(fractionDigits: fractionDigits, to: &out)
        return out
    }

    func append(fractionDigits: Int, to out: inout [UInt8]) {
        let days = microseconds.flooringDivision(by: 86_400_000_000)
        let inDay = Int(microseconds - days * 86_400_000_000)
        let civil = CivilDate(daysSinceEpoch: Int(days))
        out.appendDecimal(civil.year, digits: 4)
        out.append(UInt8(ascii: "-"))
        out.appendDecimal(civil.month, digits: 2)
        out.append(UInt8(ascii: "-"))
        out.appendDecimal(civil.day, digits: 2)
        out.append(UInt8(ascii: "T"))
        out.appendDecimal(inDay / 3_600_000_000, digits: 2)
        out.append(UInt8(ascii: ":"))
        out.appendDecimal(inDay / 60_000_000 % 60, digits: 2)
        out.append(UInt8(ascii: ":"))
        out.appendDecimal(inDay / 1_000_000 % 60, digits: 2)
        if fractionDigits > 0 {
            out.append(UInt8(ascii: "."))
            let fraction = inDay % 1_000_000
            out.appendDecimal(fractionDigits == 3 ? fraction / 1_000 : fraction, digits: fractionDigits)
        }
        out.append(UInt8(ascii: "Z"))
    }

    /// Reads RFC 3339 with `Z` or an offset and up to six digits of fraction; nil for anything else.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard let parsed = bytes.span.timestamp(at: 0, count: bytes.count) else { return nil }
        self = parsed
    }
}

extension Span<UInt8> {
    /// The instant written in `count` bytes from `start`, RFC 3339; nil when it is not one.
    func timestamp(at start: Int, count length: Int) -> Timestamp? {
        guard length >= 20, start >= 0, count - start >= length else { return nil }
        guard let year = decimal(start, 4), let month = decimal(start + 5, 2), let day = decimal(start + 8, 2),
            let hour = decimal(start + 11, 2), let minute = decimal(start + 14, 2),
            let second = decimal(start + 17, 2),
            self[start + 4] == UInt8(ascii: "-"), self[start + 7] == UInt8(ascii: "-"),
            self[start + 10] | 0x20 == UInt8(ascii: "t"), self[start + 13] == UInt8(ascii: ":"),
            self[start + 16] == UInt8(ascii: ":"),
            (1...12).contains(month), (1...CivilDate.days(inMonth: month, year: year)).contains(day),
            hour < 24, minute < 60, second < 60
        else { return nil }
        var index = start + 19
        let end = start + length
        var fraction = 0
        if self[index] == UInt8(ascii: ".") {
            index += 1
            let first = index
            while index < end, index - first < 6, let digit = decimal(index, 1) {
                fraction = fraction * 10 + digit
                index += 1
            }
            guard index > first else { return nil }
            for _ in index - first..<6 { fraction *= 10 }
        }
        guard let offset = offsetMinutes(at: index, end: end) else { return nil }
        let days = CivilDate(year: year, month: month, day: day).daysSinceEpoch
        let seconds = Int64(days) * 86_400 + Int64(hour * 3_600 + minute * 60 + second) - Int64(offset * 60)
        return Timestamp(microseconds: seconds * 1_000_000 + Int64(fraction))
    }

    private func offsetMinutes(at index: Int, end: Int) -> Int? {
        guard index < end else { return nil }
        if self[index] | 0x20 == UInt8(ascii: "z") { return index + 1 == end ? 0 : nil }
        guard index + 6 == end, self[index + 3] == UInt8(ascii: ":"), let hours = decimal(index + 1, 2),
            let minutes = decimal(index + 4, 2), hours < 24, minutes < 60
        else { return nil }
        switch self[index] {
        case UInt8(ascii: "+"): return hours * 60 + minutes
        case UInt8(ascii: "-"): return -(hours * 60 + minutes)
        default: return nil
        }
    }

    /// The number that `digits` decimal digits spell at `start`; nil when one is no digit.
    @inline(__always)
    func decimal(_ start: Int, _ digits: Int) -> Int? {
        guard start >= 0, count - start >= digits else { return nil }
        var value = 0
        for index in start..<start + digits {
            let digit = self[index] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            value = value &* 10 &+ Int(digit)
        }
        return value
    }
}

extension [UInt8] {
    /// Appends `value` with leading zeros to `digits` places (at most 20); higher digits are dropped.
    mutating func appendDecimal(_ value: Int, digits: Int) {
        let start = count
        var rest = value
        for _ in 0..<digits { append(UInt8(ascii: "0")) }
        var index = start + digits - 1
        while rest > 0, index >= start {
            self[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
            index -= 1
        }
    }
}
