import Foundation
import Testing

@testable import Events
@testable import Projections

@Suite struct `The day in Paris` {
    let zone: TimeZone

    init() throws { zone = try #require(TimeZone(identifier: "Europe/Paris")) }

    /// The day by the time zone database.
    private func expected(_ time: Timestamp) -> Int {
        let seconds = Int((Double(time.microseconds) / 1_000_000).rounded(.down))
        let local = seconds + zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
        return Int((Double(local) / 86_400).rounded(.down))
    }

    @Test func `is the one of the time zone database from 1996 to 2060`() {
        let seed: UInt64 = 51
        var generator = SeededGenerator(seed: seed)
        let first = instant("1996-01-01T00:00:00Z")
        let span = Int(instant("2061-01-01T00:00:00Z").seconds(since: first))
        for _ in 0..<5_000 {
            let time = first.adding(seconds: generator.below(span))
            #expect(ParisDay.of(time) == expected(time), "\(time), seed \(seed)")
        }
    }

    @Test func `is right around every midnight of the weeks in which the clocks change`() {
        for year in 1996...2060 {
            for month in [3, 10] {
                let last = CivilDate(year: year, month: month, day: 31).daysSinceEpoch
                for day in last - 8...last + 1 {
                    for second in [0, 3_599, 3_600, 3_601, 79_199, 79_200, 82_799, 82_800, 86_399] {
                        let time = Timestamp(seconds: Int64(day) * 86_400 + Int64(second))
                        #expect(ParisDay.of(time) == expected(time), "\(time)")
                    }
                }
            }
        }
    }

    @Test func `begins at midnight to the microsecond`() {
        let midnight = instant("2026-09-07T22:00:00Z")
        #expect(ParisDay.of(midnight) == CivilDate(year: 2026, month: 9, day: 8).daysSinceEpoch)
        #expect(ParisDay.of(Timestamp(microseconds: midnight.microseconds - 1)) == ParisDay.of(midnight) - 1)
    }
}
