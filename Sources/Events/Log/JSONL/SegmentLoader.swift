/// Opens a log's segments in order and finds its head.
struct SegmentLoader {
    let directory: LogDirectory
    /// Whether a torn tail is cut off and indexes are written; a reader beside a running writer changes nothing.
    let repairs: Bool
    /// A position known to have been durable; the log may not end before it.
    let floor: LogPosition

    private(set) var segments: [Segment] = []
    private(set) var head = LogHead.empty
    /// What was cut off, if anything was.
    private(set) var cut: TornCut?
    /// Closed segments that had to be read: their indexes are written once nothing can be refused any more.
    private var unindexed: [Segment] = []

    init(directory: LogDirectory, repairs: Bool, floor: LogPosition) {
        self.directory = directory
        self.repairs = repairs
        self.floor = floor
    }

    mutating func load() throws(EventLogError) {
        let starts = try directory.segmentStarts()
        for (index, first) in starts.enumerated() {
            guard first == head.position.next else {
                throw .missingSegment(expected: head.position.next, found: first)
            }
            try loadSegment(first, isLast: index == starts.count - 1)
        }
        guard head.position >= floor else { throw .rolledBack(head: head.position, floor: floor) }
        if repairs { for segment in unindexed { writeIndex(segment) } }
    }

    private mutating func loadSegment(_ first: LogPosition, isLast: Bool) throws(EventLogError) {
        let path = directory.segments + "/" + first.padded + Segment.suffix
        // The last one is closed when a crash came before the next was made.
        let status = try directory.io { () throws(FileError) in try directory.files.status(path) }
        let isClosed = !isLast || !status.isWritable
        if isClosed, let index = directory.validIndex(of: first) {
            return take(index.segment(first: first))
        }
        let bytes = try directory.readAll(path)
        let scan = SegmentScan(bytes, first: first, after: head, file: first.padded + Segment.suffix)
        switch scan.stop {
        case .damage(let damage): throw .corrupt(damage)
        case .tornTail where isClosed:
            throw .corrupt(
                LogDamage(
                    position: scan.segment.last.next, file: scan.segment.fileName, offset: scan.segment.byteCount,
                    defect: .noLineFeed))
        case .tornTail:
            guard scan.segment.last >= floor || scan.segment.count == 0 && head.position >= floor else {
                throw .rolledBack(head: scan.segment.last, floor: floor)
            }
            if repairs { try cutTail(scan.segment, bytes, path) }
        case nil: break
        }
        var segment = scan.segment
        segment.isClosed = isClosed
        if isClosed { unindexed.append(segment) }
        take(segment)
    }

    private mutating func take(_ segment: Segment) {
        segments.append(segment)
        head = LogHead(position: segment.last, time: segment.lastTime)
    }

    /// Copies the bytes after the last whole commit aside, then cuts them off.
    private mutating func cutTail(_ segment: Segment, _ bytes: [UInt8], _ path: String) throws(EventLogError) {
        let files = directory.files
        let tail = Array(bytes[segment.byteCount...])
        let aside = "\(directory.torn)/\(segment.last.next.padded)-\(CRC32C.checksum(tail)).bytes"
        try directory.io { () throws(FileError) in try directory.make(directory.torn) }
        try directory.writeWhole(tail, to: aside, in: directory.torn)
        try directory.io { () throws(FileError) in
            let descriptor = try files.open(path, .appending)
            defer { files.close(descriptor) }
            try files.truncate(descriptor, to: segment.byteCount, path)
            try files.syncData(descriptor, path)
        }
        cut = TornCut(after: segment.last, bytes: tail.count, aside: aside)
    }

    /// An index that cannot be written only costs the next start a scan.
    private func writeIndex(_ segment: Segment) {
        guard let status = try? directory.files.status(directory.path(of: segment)) else { return }
        try? directory.writeWhole(
            SegmentIndex(segment, status: status).encoded(), to: directory.indexPath(of: segment.first),
            in: directory.index)
    }
}
