import Glibc

/// An instant of the log, in milliseconds since 1970, and its RFC 3339 text in UTC.
struct LogTimestamp: Sendable, Equatable {
    let millisecondsSince1970: Int64

    /// The first instant of the year 0 and the last of the year 9999: RFC 3339 has four digits.
    private static let range: ClosedRange<Int64> = -62_167_219_200_000...253_402_300_799_999

    static func now() -> Self {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Self(millisecondsSince1970: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// Appends the text, such as `2026-06-19T08:30:00.042Z`.
    func append(to bytes: inout [UInt8]) {
        let instant = min(max(millisecondsSince1970, Self.range.lowerBound), Self.range.upperBound)
        let (days, millisecondOfDay) = Self.floorDivide(instant, by: 86_400_000)
        let date = Self.civil(fromDays: days)
        let separators = (dash: UInt8(ascii: "-"), colon: UInt8(ascii: ":"))
        Self.append(date.year, digits: 4, to: &bytes)
        bytes.append(separators.dash)
        Self.append(date.month, digits: 2, to: &bytes)
        bytes.append(separators.dash)
        Self.append(date.day, digits: 2, to: &bytes)
        bytes.append(UInt8(ascii: "T"))
        Self.append(millisecondOfDay / 3_600_000, digits: 2, to: &bytes)
        bytes.append(separators.colon)
        Self.append(millisecondOfDay / 60_000 % 60, digits: 2, to: &bytes)
        bytes.append(separators.colon)
        Self.append(millisecondOfDay / 1_000 % 60, digits: 2, to: &bytes)
        bytes.append(UInt8(ascii: "."))
        Self.append(millisecondOfDay % 1_000, digits: 3, to: &bytes)
        bytes.append(UInt8(ascii: "Z"))
    }

    /// The date of a number of days since 1970, in the proleptic Gregorian calendar.
    ///
    /// Howard Hinnant's `civil_from_days`: years begin in March, so that the leap day is the last of its
    /// year and a month's first day is a linear formula; 400 years, an era, have 146,097 days.
    private static func civil(fromDays days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let daysFromMarchOfYear0To1970: Int64 = 719_468
        let (era, dayOfEra) = floorDivide(days + daysFromMarchOfYear0To1970, by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    private static func floorDivide(
        _ value: Int64,
        by divisor: Int64
    ) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }

    private static func append(_ number: Int64, digits: Int, to bytes: inout [UInt8]) {
        var divisor: Int64 = 1
        for _ in 1..<digits { divisor *= 10 }
        while divisor > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / divisor % 10))
            divisor /= 10
        }
    }
}
