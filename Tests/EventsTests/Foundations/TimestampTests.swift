import Foundation
import Testing

@testable import Events

@Suite struct `An instant` {
    /// From the year 1 to the year 9999, as Foundation's formatter and our four digits can both write it.
    static let range = -62_135_596_800_000_000...Int64(253_402_300_799_999_999)

    @Test func `is written as Foundation writes it, for 2,000 seeded instants`() throws {
        let seed: UInt64 = 20_261_123
        var generator = SeededGenerator(seed: seed)
        var calendar = Calendar(identifier: .iso8601)
        calendar.timeZone = .gmt
        for _ in 0..<2_000 {
            // Foundation's calendar becomes Julian before 1582; ours is Gregorian throughout.
            let microseconds = Int64.random(in: -12_219_292_800_000_000...Self.range.upperBound, using: &generator)
            let time = Timestamp(microseconds: microseconds)
            let seconds = microseconds.flooringDivision(by: 1_000_000)
            let date = Date(timeIntervalSince1970: Double(seconds))
            let fraction = String(1_000_000 + microseconds - seconds * 1_000_000).dropFirst()
            let expected = "\(date.formatted(.iso8601).dropLast()).\(fraction)Z"
            #expect(time.description == expected, "seed \(seed), \(microseconds)")
            #expect(time.milliseconds == "\(expected.dropLast(4))Z", "seed \(seed), \(microseconds)")
            #expect(time.date == expected.prefix(10), "seed \(seed), \(microseconds)")
            #expect(Timestamp(time.description) == time, "seed \(seed), \(microseconds)")
            let parts = calendar.dateComponents([.year, .month, .day], from: date)
            let civil = CivilDate(daysSinceEpoch: time.day)
            #expect(
                [civil.year, civil.month, civil.day] == [parts.year, parts.month, parts.day],
                "seed \(seed), \(microseconds)")
            #expect(civil.daysSinceEpoch == time.day, "seed \(seed), \(microseconds)")
        }
    }

    @Test func `is read back as it was written, over the whole range of years`() {
        let seed: UInt64 = 2
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<2_000 {
            let time = Timestamp(microseconds: Int64.random(in: Self.range, using: &generator))
            #expect(Timestamp(time.description) == time, "seed \(seed), \(time.microseconds)")
        }
    }

    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("1970-01-01t00:00:00z", 0), ("1970-01-01T00:00:00.000001Z", 1),
            ("1969-12-31T23:59:59.999999Z", -1), ("1970-01-01T02:00:00+02:00", 0),
            ("1969-12-31T18:30:00-05:30", 0), ("2000-02-29T00:00:00.5Z", 951_782_400_500_000),
            ("2026-11-23T08:30:00.123Z", 1_795_422_600_123_000),
        ])
    func `is read from RFC 3339`(_ text: String, _ microseconds: Int64) {
        #expect(Timestamp(text)?.microseconds == microseconds)
    }

    @Test(
        arguments: [
            "", "Z", "1970-01-01", "1970-01-01T00:00:00", "1970-01-01 00:00:00Z", "1970-13-01T00:00:00Z",
            "1970-00-01T00:00:00Z", "1970-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "1970-04-31T00:00:00Z",
            "1970-01-00T00:00:00Z", "1970-01-01T24:00:00Z", "1970-01-01T00:60:00Z", "1970-01-01T00:00:60Z",
            "1970-01-01T00:00:00.Z", "1970-01-01T00:00:00.1234567Z", "1970-01-01T00:00:00ZZ",
            "1970-01-01T00:00:00+24:00", "1970-01-01T00:00:00+0100", "1970-01-01T00:00:00+01:60",
            "1970-01-01T00:00:00 01:00", "+970-01-01T00:00:00Z", "1970-01-01T00:00:00.1", "1970-1-01T00:00:00.00Z",
        ])
    func `is not read from anything else`(_ text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test func `falls in the day that has begun, before 1970 too`() {
        let day: Int64 = 86_400_000_000
        for (microseconds, expected) in [(0, 0), (-1, -1), (day - 1, 0), (day, 1), (-day, -1), (-day - 1, -2)] {
            #expect(Timestamp(microseconds: microseconds).day == expected)
        }
        #expect(Timestamp(seconds: -1).adding(seconds: 3) == Timestamp(seconds: 2))
        #expect(Timestamp(seconds: 5).seconds(since: Timestamp(microseconds: 4_500_000)) == 0.5)
    }
}
