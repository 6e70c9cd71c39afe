/// An instant in UTC, in whole microseconds since 1970-01-01T00:00:00Z.
public struct Timestamp: Hashable, Comparable, Sendable {
    public let microseconds: Int64

    /// Wraps a number of microseconds since the epoch.
    public init(microseconds: Int64) { self.microseconds = microseconds }

    /// Wraps a number of whole seconds since the epoch.
    public init(seconds: Int64) { self.microseconds = seconds * 1_000_000 }

    public static func < (left: Self, right: Self) -> Bool { left.microseconds < right.microseconds }

    /// The instant `seconds` later (or earlier, when negative).
    public func adding(seconds: Int) -> Timestamp {
        Timestamp(microseconds: microseconds + Int64(seconds) * 1_000_000)
    }

    /// Seconds from `other` to this instant.
    public func seconds(since other: Timestamp) -> Double {
        Double(microseconds - other.microseconds) / 1_000_000
    }

    /// Days since 1970-01-01 in UTC.
    public var day: Int { Int(microseconds.flooringDivision(by: 86_400_000_000)) }
}

extension Int64 {
    /// The quotient rounded towards minus infinity, so that instants before 1970 fall in the right day.
    func flooringDivision(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
