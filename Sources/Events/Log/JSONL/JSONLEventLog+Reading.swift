import Synchronization

/// Reading by position: find the segment, find the nearest indexed offset, read, skip the lines before.
extension JSONLEventLog {
    public func lines(after position: LogPosition, bytesMax: Int) throws(EventLogError) -> LineChunk {
        let wanted = position.next
        guard let place = try place(of: wanted) else { return LineChunk(bytes: [], first: wanted) }
        let anchor = place.segment.anchor(of: wanted)
        var length = min(place.segment.byteCount - anchor.offset, max(bytesMax, RecordFormat.bytesMax))
        while true {
            var bytes = try read(place, at: anchor.offset, count: length)
            let start = try startOfLine(wanted.distance(from: anchor.record), in: bytes, place, anchor.offset)
            let end = bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
            if end > start {
                bytes.removeSubrange(end...)
                bytes.removeSubrange(..<start)
                return LineChunk(
                    bytes: bytes, first: wanted, file: place.segment.fileName, offset: anchor.offset + start)
            }
            // The lines between the anchor and the wanted record filled what was asked for.
            guard anchor.offset + length < place.segment.byteCount else {
                throw .corrupt(damage(place, at: anchor.offset, wanted))
            }
            length = min(place.segment.byteCount - anchor.offset, length * 2)
        }
    }

    public func record(at position: LogPosition) throws(EventLogError) -> Record {
        guard let place = try place(of: position) else { throw .noSuchRecord(position) }
        let anchor = place.segment.anchor(of: position)
        let end = place.segment.offsetOfNextAnchor(after: position)
        let bytes = try read(place, at: anchor.offset, count: end - anchor.offset)
        let start = try startOfLine(position.distance(from: anchor.record), in: bytes, place, anchor.offset)
        guard let lineEnd = bytes.span.indexOfLineFeed(from: start) else {
            throw .corrupt(damage(place, at: anchor.offset + start, position))
        }
        do throws(RecordDefect) {
            let record = try RecordParser.parse(bytes, start..<lineEnd)
            guard record.position == position else {
                throw .sequence(expected: position, found: record.position)
            }
            return record
        } catch {
            throw .corrupt(
                LogDamage(
                    position: position, file: place.segment.fileName, offset: anchor.offset + start, defect: error))
        }
    }

    private typealias Place = (segment: Segment, file: OpenFile)

    private func place(of position: LogPosition) throws(EventLogError) -> Place? {
        try state.withLock { state throws(EventLogError) -> Place? in
            guard let segment = state.segment(holding: position) else { return nil }
            return (segment, try state.reader(of: segment, directory))
        }
    }

    private func read(_ place: Place, at offset: Int, count: Int) throws(EventLogError) -> [UInt8] {
        try directory.io { () throws(FileError) in
            try files.read(place.file.descriptor, at: offset, count: count, place.segment.fileName)
        }
    }

    /// Where the `index`-th line of `bytes` begins; the end of `bytes` when they hold no more lines.
    private func startOfLine(
        _ index: Int, in bytes: [UInt8], _ place: Place, _ base: Int
    ) throws(EventLogError) -> Int {
        var start = 0
        for _ in 0..<index {
            guard let end = bytes.span.indexOfLineFeed(from: start) else { return bytes.count }
            start = end + 1
        }
        return start
    }

    private func damage(_ place: Place, at offset: Int, _ position: LogPosition) -> LogDamage {
        LogDamage(position: position, file: place.segment.fileName, offset: offset, defect: .noLineFeed)
    }
}
