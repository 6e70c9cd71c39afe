import Foundation

/// What a full check of a closed segment found, kept beside the log so that the next start need not read the file again.
///
/// It holds as long as the file was not touched: size, inode, and times of modification and change are compared. Bit rot does
/// not change them; `eaf log verify` and every read of a record check the bytes themselves. Losing the index costs a scan.
struct SegmentIndex: Codable, Sendable {
    let status: FileStatus
    let count: Int
    let lastTimeMicroseconds: Int64
    let offsets: [UInt32]
    /// CRC-32C of the index's own JSON with a zero here: a wrong index would refuse a log that is well.
    private var crc: UInt32 = 0

    init(_ segment: Segment, status: FileStatus) {
        self.status = status
        count = segment.count
        lastTimeMicroseconds = segment.lastTime.microseconds
        offsets = segment.offsets
        crc = checksum
    }

    private var checksum: UInt32 {
        var blank = self
        blank.crc = 0
        return CRC32C.checksum(blank.encoded())
    }

    /// The segment that the index describes.
    func segment(first: LogPosition) -> Segment {
        var segment = Segment(first: first, lastTime: Timestamp(microseconds: lastTimeMicroseconds))
        segment.count = count
        segment.offsets = offsets
        segment.byteCount = status.size
        segment.isClosed = true
        return segment
    }

    func encoded() -> [UInt8] { (try? CanonicalJSON.encode(self)).map { [UInt8]($0) } ?? [] }

    init?(_ bytes: [UInt8]) {
        guard let index = try? JSONDecoder().decode(SegmentIndex.self, from: Data(bytes)), index.count > 0,
            index.crc == index.checksum,
            index.offsets.count == (index.count + Segment.indexStride - 1) / Segment.indexStride
        else { return nil }
        self = index
    }
}
