/// Why a line is not a valid record.
public enum RecordDefect: Error, Equatable, Sendable {
    case noLineFeed
    case tooLong
    case malformed
    /// `specversion` is not one that this release reads.
    case unsupportedFormat(String)
    case checksum(expected: UInt32, found: UInt32)
    case sequence(expected: LogPosition, found: LogPosition)
    /// `commit` lies below the record, or differs inside one commit.
    case commit(LogPosition)
    /// `time` is earlier than the record before.
    case time

    /// A short English name, for messages and tests.
    public var description: String {
        switch self {
        case .noLineFeed: "the line has no line feed"
        case .tooLong: "the line is longer than \(RecordFormat.bytesMax) bytes"
        case .malformed: "the line is not a record"
        case .unsupportedFormat(let version):
            "specversion \(version) is newer than this release reads; use the release that wrote it"
        case .checksum(let expected, let found):
            "checksum \(String(found, radix: 16)), expected \(String(expected, radix: 16))"
        case .sequence(let expected, let found): "sequence \(found), expected \(expected)"
        case .commit(let found): "commit \(found) does not fit its neighbours"
        case .time: "time goes back"
        }
    }
}
