/// Whole lines of consecutive records, as stored: what readers pass around before anything is parsed.
public struct LineChunk: Sendable {
    /// Lines, each with its line feed.
    public let bytes: [UInt8]
    /// The position of the first line.
    public let first: LogPosition
    /// Where the bytes were read, so that damage can be named: nil when not from a file.
    private(set) var file: String?
    private(set) var offset = 0

    /// Wraps whole lines.
    public init(bytes: [UInt8], first: LogPosition) {
        self.bytes = bytes
        self.first = first
    }

    /// Whole lines that begin `offset` bytes into `file`.
    init(bytes: [UInt8], first: LogPosition, file: String, offset: Int) {
        self.init(bytes: bytes, first: first)
        self.file = file
        self.offset = offset
    }

    public var isEmpty: Bool { bytes.isEmpty }

    /// The records of the chunk, checked: checksum, form, and positions without gaps from `first`.
    ///
    /// - Throws: `EventLogError.corrupt` at the first line that is not what it should be.
    public func records() throws(EventLogError) -> [Record] {
        var records: [Record] = []
        records.reserveCapacity(bytes.count / 320)
        try forEachLine { range throws(RecordDefect) in
            let record = try RecordParser.parse(bytes, range)
            records.append(record)
            return record.position
        }
        return records
    }

    /// Hands every line to `read`, which checks it and says the position that it found.
    ///
    /// - Throws: `EventLogError.corrupt` at the first line that is refused, or does not stand at its place.
    @inline(__always)
    func forEachLine(_ read: (Range<Int>) throws(RecordDefect) -> LogPosition) throws(EventLogError) {
        var start = 0
        var expected = first
        while start < bytes.count {
            guard let end = bytes.span.indexOfLineFeed(from: start) else {
                throw .corrupt(LogDamage(position: expected, file: file, offset: offset + start, defect: .noLineFeed))
            }
            do throws(RecordDefect) {
                let found = try read(start..<end)
                guard found == expected else { throw .sequence(expected: expected, found: found) }
            } catch {
                throw .corrupt(LogDamage(position: expected, file: file, offset: offset + start, defect: error))
            }
            expected = expected.next
            start = end + 1
        }
    }
}
