import Events

/// Reads what a writer appends, whole commits that are surely durable, and no further than the end of a segment at a time.
///
/// Beside the writer nobody sees a sync, but it never has more than one commit un-synced, and publishes a checkpoint soon after.
/// So a commit counts when a byte follows it, when the log's checkpoint covers it, or when nobody writes the log; then
/// the file is synced here. What is shipped can therefore not be lost by a power cut, or be taken back by the writer.
struct LogTail: Sendable {
    /// About as much is read at a time.
    static let bytesMax = 128 << 20

    /// Consecutive lines of one segment.
    struct Batch: Sendable {
        let segment: LogPosition
        /// Where the lines begin in the segment's file.
        let offset: Int
        /// Nothing but whole commits.
        let bytes: [UInt8]
        let scan: LineScan
        /// The segment has nothing after them, for ever.
        let isLastOfSegment: Bool
    }

    let source: ShipSource
    /// The segment that holds `head`, or the first one that has not been begun.
    private(set) var segment: LogPosition
    private(set) var offset: Int
    private(set) var head: LogHead

    /// Goes on after `head`, which ends `offset` bytes into a segment.
    init(_ source: ShipSource, segment: LogPosition, offset: Int, head: LogHead) {
        self.source = source
        self.segment = segment
        self.offset = offset
        self.head = head
    }

    /// Bytes of the log that nobody has looked at yet.
    struct Unread: Sendable {
        let segment: LogPosition
        let offset: Int
        let bytes: [UInt8]
        /// Another segment follows.
        let isClosed: Bool
        /// The bytes go to the end of the file as it is now.
        let readsAll: Bool

        /// A segment that nothing was shipped of, and that will not change.
        var isWholeSegment: Bool { isClosed && readsAll && offset == 0 }
    }

    /// What the segment's file has after what was taken.
    ///
    /// - Throws: `BackupFault.aheadOfLog`, `FileError`, `EventLogError`.
    func read() throws -> Unread {
        let isClosed = try source.folder.listing().segments.contains { $0 > segment }
        let path = source.segment(segment)
        let descriptor = try source.files.open(path, .reading)
        defer { source.files.close(descriptor) }
        let size = try source.files.status(path).size
        guard size >= offset else {
            throw BackupFault.aheadOfLog(backup: head.position, log: try source.folder.open().head.position)
        }
        let bytes = try source.files.read(
            descriptor, at: offset, count: min(size - offset, Self.bytesMax), path)
        return Unread(
            segment: segment, offset: offset, bytes: bytes, isClosed: isClosed, readsAll: offset + bytes.count == size
        )
    }

    /// Checks what was read and takes what is durable of it; nil when there is nothing yet.
    ///
    /// - Parameter checkpoint: a position that is known to be durable.
    /// - Throws: `EventLogError`, `ReplayFailure`, `FileError`.
    mutating func take(_ unread: Unread, durableThrough checkpoint: LogPosition) throws -> Batch? {
        let bytes = unread.bytes
        var scan = try LineScan(bytes, after: head, until: .none, decodes: false)
        if !unread.isClosed {
            try judge(scan)
            try keepDurable(&scan, bytes, checkpoint)
        } else if scan.end < bytes.count, unread.readsAll || scan.defect.map({ $0.defect != .noLineFeed }) == true {
            // A closed segment ends with a whole commit.
            throw Self.damage(scan, source.segment(segment))
        }
        return advance(bytes, scan, isLastOfSegment: unread.isClosed && unread.readsAll)
    }

    private mutating func advance(_ bytes: [UInt8], _ scan: LineScan, isLastOfSegment: Bool) -> Batch? {
        guard scan.end > 0 || isLastOfSegment else { return nil }
        let batch = Batch(
            segment: segment, offset: offset, bytes: scan.end == bytes.count ? bytes : Array(bytes[..<scan.end]),
            scan: scan, isLastOfSegment: isLastOfSegment)
        head = scan.head
        offset += scan.end
        if isLastOfSegment {
            segment = head.position.next
            offset = 0
        }
        return batch
    }

    /// A bad line in the open segment is damage, or what a crash left of a commit, which the next start cuts off.
    private func judge(_ scan: LineScan) throws {
        guard let defect = scan.defect, defect.defect != .noLineFeed else { return }
        _ = try source.folder.open()
    }

    private func keepDurable(
        _ scan: inout LineScan, _ bytes: [UInt8], _ checkpoint: LogPosition
    ) throws {
        guard scan.end > 0, scan.end == bytes.count, scan.head.position > checkpoint else { return }
        guard !source.folder.isBeingWritten else { return scan.dropLastCommit() }
        let path = source.segment(segment)
        let descriptor = try source.files.open(path, .reading)
        defer { source.files.close(descriptor) }
        try source.files.syncData(descriptor, path)
    }

    private static func damage(_ scan: LineScan, _ path: String) -> ReplayFailure {
        let position = scan.defect?.position ?? scan.head.position.next
        let reason = scan.defect?.defect.french ?? "le dernier commit n'est pas entier"
        return ReplayFailure(
            .badData,
            "Journal endommagé à la position \(position) (\(path)) : \(reason). La sauvegarde reste à la position "
                + "\(scan.head.position). Lancez « eaf log verify ».")
    }
}
