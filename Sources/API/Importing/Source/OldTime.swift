import Events
import Foundation

/// The predecessor's times: RFC 3339; the same without a zone, which is UTC (Prisma's `timestamp(3)`), with `T` or a
/// space; or milliseconds since 1970, as a number or a text of digits.
enum OldTime {
    /// What lies outside was no time of the predecessor's.
    private static let years = 2_000..<2_100
    /// Numbers below are no milliseconds of those years.
    private static let millisecondsMin = 900_000_000_000.0

    /// The instant; nil when it is none, or an impossible one.
    static func read(_ value: JSONValue) -> Timestamp? {
        let time: Timestamp? =
            switch value {
            case .number(let number): milliseconds(number)
            case .string(let text): read(text.trimmingCharacters(in: .whitespaces))
            default: nil
            }
        guard let time, years.contains(CivilDate(daysSinceEpoch: time.day).year) else { return nil }
        return time
    }

    /// The day of a date or an instant, `YYYY-MM-DD`, in UTC, as the predecessor stored it (D-46).
    static func day(_ value: JSONValue) -> String? {
        if case .string(let text) = value, CivilDate(text) != nil { return text }
        return read(value)?.date
    }

    private static func read(_ text: String) -> Timestamp? {
        if text.count >= 12, text.allSatisfy(\.isNumber), let number = Double(text) { return milliseconds(number) }
        guard
            let match = text.wholeMatch(of: /(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(\.\d+)?(Z|z|[+-]\d\d(?::?\d\d)?)?/)
        else { return nil }
        let fraction = match.output.3.map { String($0.prefix(7)) } ?? ""
        return Timestamp("\(match.output.1)T\(match.output.2)\(fraction)\(zone(match.output.4.map(String.init)))")
    }

    /// `+01`, `+0100` and nothing at all are what databases write.
    private static func zone(_ text: String?) -> String {
        guard let text, text.uppercased() != "Z" else { return "Z" }
        let digits = text.dropFirst().filter { $0 != ":" }
        return "\(text.prefix(1))\(digits.prefix(2)):\(digits.count == 4 ? String(digits.suffix(2)) : "00")"
    }

    private static func milliseconds(_ number: Double) -> Timestamp? {
        guard number >= millisecondsMin, number < 1e14 else { return nil }
        return Timestamp(microseconds: Int64(number * 1_000))
    }
}
