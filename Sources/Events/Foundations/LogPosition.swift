/// A record's place in the log: gapless from 1. `zero` is before the first record.
public struct LogPosition: Hashable, Comparable, Sendable, Codable {
    public let rawValue: UInt64

    /// Wraps a number.
    public init(_ rawValue: UInt64) { self.rawValue = rawValue }

    /// The place before the first record: the head of an empty log.
    public static let zero = LogPosition(0)
    /// Beyond every record.
    public static let end = LogPosition(.max)

    /// The next place; `end` has none after it.
    public var next: LogPosition { self == .end ? .end : LogPosition(rawValue + 1) }

    /// The place `count` records later, at most `end`.
    public func advanced(by count: Int) -> LogPosition {
        let (sum, overflow) = rawValue.addingReportingOverflow(UInt64(max(0, count)))
        return overflow ? .end : LogPosition(sum)
    }

    /// How many records lie after `other`, up to and with this one.
    public func distance(from other: LogPosition) -> Int { Int(clamping: rawValue) - Int(clamping: other.rawValue) }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    public init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(UInt64.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

extension LogPosition: CustomStringConvertible {
    public var description: String { String(rawValue) }
    /// The 16 digits of the CloudEvents *sequence* attribute and of segment file names.
    public var padded: String {
        let digits = String(rawValue)
        return String(repeating: "0", count: max(0, Self.digits - digits.count)) + digits
    }
    /// How many digits `padded` has.
    public static let digits = 16
}
