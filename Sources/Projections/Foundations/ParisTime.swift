public import Events

/// An instant as a clock in metropolitan France shows it.
public struct ParisTime: Sendable, Equatable {
    private static let months = [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
        "décembre",
    ]

    public let date: CivilDate
    /// Since local midnight.
    public let seconds: Int
    /// East of Greenwich.
    public let offsetHours: Int

    /// The local time of an instant.
    public init(_ time: Timestamp) {
        offsetHours = ParisDay.offsetSeconds(at: time) / 3_600
        let local = time.adding(seconds: ParisDay.offsetSeconds(at: time))
        date = CivilDate(daysSinceEpoch: local.day)
        seconds = Int(local.microseconds / 1_000_000) - local.day * 86_400
    }

    /// `25 novembre 2026 à 14:03:12`.
    public var text: String { "\(day) à \(clock.joined(separator: ":"))" }

    /// `25 novembre 2026 à 14 h 03`.
    public var minuteText: String { "\(day) à \(seconds / 3_600) h \(clock[1])" }

    private var clock: [String] {
        [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    }

    private var day: String {
        "\(date.day == 1 ? "1er" : "\(date.day)") \(Self.months[date.month - 1]) \(date.year)"
    }
}
