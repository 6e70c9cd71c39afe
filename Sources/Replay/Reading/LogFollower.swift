public import Events

/// Reads what a writer in another process appends, commit by commit, without opening the log anew.
///
/// A commit is shown when its last line is there; beside the writer itself nobody can see whether it is synced yet.
public struct LogFollower {
    private static let chunkBytes = 4 << 20

    private let folder: LogFolder
    private let files = POSIXFiles()
    private var segment: LogPosition?
    private var offset = 0
    /// The last record that was handed out, or was to be skipped.
    private var position: LogPosition
    private var pending: [Record] = []

    /// Goes on after `position`.
    public init(_ folder: LogFolder, after position: LogPosition) {
        self.folder = folder
        self.position = position
    }

    /// The records of the commits that have become whole since the last call.
    ///
    /// - Throws: `FileError`, `EventLogError`, or `RecordDefect`.
    public mutating func poll() throws -> [Record] {
        var found: [Record] = []
        while true {
            if segment == nil { segment = try folder.listing().segments.last { $0 <= position.next } }
            guard let first = segment else { return found }
            let records = try read(first)
            for record in records where record.position > position {
                pending.append(record)
                guard record.position == record.commit else { continue }
                position = record.position
                found += pending
                pending = []
            }
            if records.isEmpty, try !advance(from: first) { return found }
        }
    }

    /// Goes on to the next segment, if there is one already.
    private mutating func advance(from first: LogPosition) throws(FileError) -> Bool {
        guard position.next > first, try folder.listing().segments.contains(position.next) else { return false }
        segment = position.next
        offset = 0
        pending = []
        return true
    }

    /// The whole lines that the segment has after those read.
    private mutating func read(_ first: LogPosition) throws -> [Record] {
        let path = folder.segments + "/" + SegmentListing.name(of: first)
        let descriptor = try files.open(path, .reading)
        defer { files.close(descriptor) }
        // A failed commit was cut off again: what was read of it is forgotten.
        if try files.status(path).size < offset {
            offset = 0
            pending = []
            position = min(position, try folder.open().head.position)
        }
        let bytes = try files.read(descriptor, at: offset, count: Self.chunkBytes, path)
        guard let end = bytes.lastIndex(of: 0x0A) else { return [] }
        var records: [Record] = []
        var start = 0
        while start <= end, let stop = bytes[start...end].firstIndex(of: 0x0A) {
            records.append(try RecordParser.parse(bytes, start..<stop))
            start = stop + 1
        }
        offset += end + 1
        return records
    }
}
