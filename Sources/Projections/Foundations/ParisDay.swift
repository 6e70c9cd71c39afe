public import Events

/// The civil day in metropolitan France, which is the day that pupils live in.
///
/// Central European Time with the summer time of directive 2000/84/EC: from 01:00 UTC on the last Sunday of March to 01:00 UTC on
/// the last Sunday of October.
public enum ParisDay {
    /// Days since 1970-01-01 at `time`, by the clock of Paris.
    public static func of(_ time: Timestamp) -> Int {
        time.adding(seconds: offsetSeconds(at: time)).day
    }

    /// How far ahead of UTC the clock of Paris is.
    public static func offsetSeconds(at time: Timestamp) -> Int { isSummer(time) ? 7_200 : 3_600 }

    private static func isSummer(_ time: Timestamp) -> Bool {
        let year = CivilDate(daysSinceEpoch: time.day).year
        let from = Timestamp(seconds: Int64(lastSunday(ofMonth: 3, year)) * 86_400 + 3_600)
        let until = Timestamp(seconds: Int64(lastSunday(ofMonth: 10, year)) * 86_400 + 3_600)
        return time >= from && time < until
    }

    private static func lastSunday(ofMonth month: Int, _ year: Int) -> Int {
        let last = CivilDate(year: year, month: month, day: 31).daysSinceEpoch
        // 1970-01-01 was a Thursday: day 3 was a Sunday.
        return last - (last - 3) % 7
    }
}
