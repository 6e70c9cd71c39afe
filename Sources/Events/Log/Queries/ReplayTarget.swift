/// Until where a log is folded: a position, an instant, or a while ago.
public enum ReplayTarget: Equatable, Sendable {
    case position(LogPosition)
    case time(Timestamp)
    case ago(seconds: Int)
    /// Everything that is there.
    case latest

    /// A hundred years: longer than any log lasts.
    private static let secondsMax = 3_155_760_000

    /// Reads `4211`, `2026-10-02T15:15:00Z` (any offset), or `90s`, `5m`, `2h`, `3d`.
    ///
    /// - Throws: `ReplayTargetError`.
    public init(_ text: String) throws(ReplayTargetError) {
        guard let last = text.utf8.last, text.utf8.first.map({ Self.isDigit($0) }) == true else {
            throw .malformed(text)
        }
        if text.utf8.allSatisfy({ Self.isDigit($0) }) {
            guard let value = UInt64(text) else { throw .outOfRange(text) }
            self = .position(LogPosition(value))
        } else if let unit = Self.seconds(in: last), text.utf8.dropLast().allSatisfy({ Self.isDigit($0) }) {
            let (seconds, overflow) = (Int(text.dropLast()) ?? .max).multipliedReportingOverflow(by: unit)
            guard !overflow, seconds <= Self.secondsMax else { throw .outOfRange(text) }
            self = .ago(seconds: seconds)
        } else if let time = Timestamp(text) {
            self = .time(time)
        } else {
            throw .malformed(text)
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func seconds(in unit: UInt8) -> Int? {
        switch unit {
        case UInt8(ascii: "s"): 1
        case UInt8(ascii: "m"): 60
        case UInt8(ascii: "h"): 3_600
        case UInt8(ascii: "d"): 86_400
        default: nil
        }
    }

    /// The end of the last whole commit at or before the target; a target past the end means the latest.
    ///
    /// - Throws: `EventLogError`.
    public func position(in log: any LogReader, now: Timestamp) throws -> LogPosition {
        switch self {
        case .position(let position): try log.wholeCommit(atOrBefore: position)
        case .time(let time): try log.lastPosition(notAfter: time)
        case .ago(let seconds): try log.lastPosition(notAfter: now.adding(seconds: -seconds))
        case .latest: try log.head.position
        }
    }
}
