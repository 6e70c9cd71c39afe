/// Reads a segment's bytes and finds its last whole commit, and what stands after it.
///
/// A pure function of the bytes: it touches no file.
struct SegmentScan: Sendable {
    /// The segment up to its last whole commit.
    private(set) var segment: Segment
    /// The first bad record, or the first record of a commit that is not whole; nil when the bytes end with a whole commit.
    private(set) var stop: Stop?

    enum Stop: Equatable, Sendable {
        /// The bytes end inside a commit that was never made durable: they may be cut off.
        case tornTail
        /// Something that was durable is not what was written.
        case damage(LogDamage)
    }

    init(_ bytes: [UInt8], first: LogPosition, after head: LogHead, file: String) {
        segment = Segment(first: first, lastTime: head.time)
        var checker = CommitChecker(after: head)
        var pending: [(bytes: Int, time: Timestamp)] = []
        var start = 0
        var bad: RecordDefect?
        while start < bytes.count, bad == nil {
            do throws(RecordDefect) {
                let end = bytes.span.indexOfLineFeed(from: start)
                guard let end else { throw .noLineFeed }
                let record = try RecordParser.parse(bytes, start..<end)
                try checker.accept(record)
                pending.append((end + 1 - start, record.time))
                if checker.openCommit == nil {
                    for line in pending { segment.add(bytes: line.bytes, time: line.time) }
                    pending.removeAll(keepingCapacity: true)
                }
                start = end + 1
            } catch {
                bad = error
            }
        }
        let position = checker.position.next
        if let bad {
            let tail = TornTail(bytes, badFrom: start, commit: checker.openCommit)
            stop =
                tail.isTorn
                ? .tornTail
                : .damage(LogDamage(position: position, file: file, offset: start, defect: bad))
        } else if checker.openCommit != nil {
            stop = .tornTail
        }
    }
}
