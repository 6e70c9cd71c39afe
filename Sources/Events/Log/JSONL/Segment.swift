/// One file of the log: consecutive records, named after the first one's position.
struct Segment: Sendable {
    /// A byte offset is remembered for every this many records.
    static let indexStride = 16
    static let suffix = ".jsonl"

    let first: LogPosition
    /// Byte offsets of records `first`, `first + indexStride`, …
    var offsets: [UInt32] = []
    /// How many durable records, and bytes, the file has.
    var count = 0
    var byteCount = 0
    /// The time of the last record; the one before the segment when it is empty.
    var lastTime: Timestamp
    /// No longer appended to.
    var isClosed = false

    init(first: LogPosition, lastTime: Timestamp) {
        self.first = first
        self.lastTime = lastTime
    }

    /// The position of the last record; the one before `first` when there is none.
    var last: LogPosition { LogPosition(first.rawValue + UInt64(count) - 1) }
    var fileName: String { first.padded + Self.suffix }

    /// Notes a record of `bytes` bytes, line feed included.
    mutating func add(bytes: Int, time: Timestamp) {
        if count % Self.indexStride == 0 { offsets.append(UInt32(byteCount)) }
        count += 1
        byteCount += bytes
        lastTime = time
    }

    /// The indexed record at or before `position`, and where it lies.
    func anchor(of position: LogPosition) -> (record: LogPosition, offset: Int) {
        let slot = position.distance(from: first) / Self.indexStride
        return (LogPosition(first.rawValue + UInt64(slot * Self.indexStride)), Int(offsets[slot]))
    }

    /// Where the next indexed record after `position` lies, or the end.
    func offsetOfNextAnchor(after position: LogPosition) -> Int {
        let slot = position.distance(from: first) / Self.indexStride + 1
        return slot < offsets.count ? Int(offsets[slot]) : byteCount
    }

    /// The position that a segment's file name begins with; nil for other files.
    static func first(ofFileNamed name: String) -> LogPosition? {
        guard name.hasSuffix(suffix), name.utf8.count == LogPosition.digits + suffix.utf8.count,
            let value = UInt64(name.dropLast(suffix.count)), value > 0
        else { return nil }
        return LogPosition(value)
    }
}
