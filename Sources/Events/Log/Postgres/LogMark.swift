/// How far a process saw a log that others keep for it: the last record that it saw as durable, by position and by how the record's
/// line begins, with its checksum.
///
/// Kept outside the database, it tells after a restart whether the database still has what it had.
public struct LogMark: Equatable, Sendable {
    private static let openingBegins: [UInt8] = Array(#"{"crc":""#.utf8)
    /// Longer than any mark.
    static let bytesMax = 64

    public let position: LogPosition
    let opening: [UInt8]

    /// - Returns: nil when this is no beginning of a line, or the position is none of a record.
    init?(position: LogPosition, opening: [UInt8]) {
        guard position > .zero, position != .end, opening.count == RecordFormat.checkedFrom,
            opening.starts(with: Self.openingBegins), opening.allSatisfy({ (0x20...0x7E).contains($0) })
        else { return nil }
        self.position = position
        self.opening = opening
    }

    /// One line of text: the position, a space, and how the record's line begins.
    var bytes: [UInt8] { Array("\(position.rawValue) ".utf8) + opening + [0x0A] }

    /// Reads what `bytes` says.
    ///
    /// - Returns: nil for anything else, a mark that was cut short too.
    init?(_ bytes: [UInt8]) {
        guard bytes.count <= Self.bytesMax, let space = bytes.firstIndex(of: 0x20), bytes.last == 0x0A,
            let number = UInt64(String(decoding: bytes[..<space], as: UTF8.self)),
            let mark = LogMark(position: LogPosition(number), opening: Array(bytes[(space + 1)...].dropLast())),
            mark.bytes == bytes
        else { return nil }
        self = mark
    }
}
