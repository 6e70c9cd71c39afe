import Events
import NIOCore

/// Consecutive lines of the log as C2SP tlog-tiles has them: each after its length, two bytes, the most significant first.
///
/// Bundle n goes with the tile n of level 0: the leaf of each entry is the hash in the same place.
struct EntryBundle: Sendable {
    private static let prefix = "/api/v1/log/tile/entries/"

    private let range: TileRange

    /// Reads the path of a request, as it was sent: each bundle has one spelling.
    init?(path: String) {
        guard path.hasPrefix(Self.prefix), let range = TileRange(path.dropFirst(Self.prefix.count)) else {
            return nil
        }
        self.range = range
    }

    /// What was asked for, as the log keeps it.
    var text: String { range.text }

    /// Positions of the entries; nil when the log of `size` records does not have them all.
    func positions(in size: UInt64) -> ClosedRange<LogPosition>? {
        let (before, isTooFar) = range.index.multipliedReportingOverflow(by: UInt64(TileRange.widthMax))
        guard !isTooFar, before < size, size - before >= UInt64(range.width) else { return nil }
        return LogPosition(before + 1)...LogPosition(before + UInt64(range.width))
    }

    /// The bundle's bytes; at most 256 records, so at most 15 MB.
    ///
    /// - Throws: `EventLogError`.
    static func bytes(of positions: ClosedRange<LogPosition>, in log: any LogReader) throws -> ByteBuffer {
        var bytes = ByteBuffer()
        let before = LogPosition(positions.lowerBound.rawValue - 1)
        try log.forEachRecord(after: before, through: positions.upperBound) { record in
            // No record is longer than 60,000 bytes.
            bytes.writeInteger(UInt16(record.line.count))
            bytes.writeBytes(record.line)
        }
        return bytes
    }
}
