import Testing

@testable import Events

@Suite struct `A civil date` {
    @Test func `follows its predecessor, for 400 years and one day`() {
        var previous = CivilDate(daysSinceEpoch: -719_162)
        for day in -719_161...(-719_161 + 146_097) {
            let date = CivilDate(daysSinceEpoch: day)
            var expected = (previous.year, previous.month, previous.day + 1)
            if expected.2 > CivilDate.days(inMonth: previous.month, year: previous.year) {
                expected = previous.month == 12 ? (previous.year + 1, 1, 1) : (previous.year, previous.month + 1, 1)
            }
            if (date.year, date.month, date.day) != expected || date.daysSinceEpoch != day {
                Issue.record("day \(day): \(date)")
            }
            previous = date
        }
    }

    @Test func `is read from its text alone when it exists`() {
        #expect(CivilDate("2026-06-19") == CivilDate(year: 2026, month: 6, day: 19))
        #expect(CivilDate("2024-02-29")?.daysSinceEpoch == 19_782)
        for text in [
            "", "2026-6-19", "2025-02-29", "2026-00-10", "2026-13-10", "2026-06-31", "2026/06/19", "2026-06-190",
        ] {
            #expect(CivilDate(text) == nil)
        }
    }
}
