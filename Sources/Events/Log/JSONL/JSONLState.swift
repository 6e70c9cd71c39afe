/// What a log in files holds in memory: its segments' offsets, open descriptors, and whether it can be written.
struct JSONLState: Sendable {
    enum Writing: Sendable {
        case closed
        case open(Int32)
        case dead(FileError)
    }

    private(set) var segments: [Segment]
    private(set) var head: LogHead
    var writing = Writing.closed
    private var readers: [LogPosition: OpenFile] = [:]

    init(segments: [Segment], head: LogHead) {
        self.segments = segments
        self.head = head
    }

    /// Opens the last segment for appending; makes the first one of an empty log.
    mutating func openForWriting(_ directory: LogDirectory) throws(EventLogError) {
        guard let last = segments.last else { return try startSegment(directory) }
        // Closed, but the crash came before the next one was made.
        if last.isClosed { return try startSegment(directory) }
        let path = directory.path(of: last)
        writing = .open(try directory.io { () throws(FileError) in try directory.files.open(path, .appending) })
    }

    /// Makes a new, empty segment after the head and opens it.
    mutating func startSegment(_ directory: LogDirectory) throws(EventLogError) {
        let segment = Segment(first: head.position.next, lastTime: head.time)
        let path = directory.path(of: segment)
        try directory.writeWhole([], to: path, in: directory.segments)
        let descriptor = try directory.io { () throws(FileError) in try directory.files.open(path, .appending) }
        if segments.last?.count == 0 { readers[segments.removeLast().first] = nil }
        segments.append(segment)
        writing = .open(descriptor)
    }

    /// Closes the last segment: read-only from now on, its index written.
    mutating func closeSegment(_ directory: LogDirectory) {
        if case .open(let descriptor) = writing { directory.files.close(descriptor) }
        writing = .closed
        guard let index = segments.indices.last else { return }
        segments[index].isClosed = true
        let path = directory.path(of: segments[index])
        // Both are conveniences: an open mode or a missing index costs the next start a scan, no record.
        try? directory.files.makeReadOnly(path)
        guard let status = try? directory.files.status(path) else { return }
        try? directory.writeWhole(
            SegmentIndex(segments[index], status: status).encoded(),
            to: directory.indexPath(of: segments[index].first), in: directory.index)
    }

    /// Takes notice of a commit that is durable.
    mutating func committed(_ lengths: [Int], time: Timestamp) {
        for length in lengths { segments[segments.count - 1].add(bytes: length, time: time) }
        head = LogHead(position: segments[segments.count - 1].last, time: time)
    }

    mutating func replace(segments: [Segment], head: LogHead) {
        self.segments = segments
        self.head = head
        // A segment may have been replaced under the same name.
        readers = [:]
    }

    /// The segment that holds `position`, by halving.
    func segment(holding position: LogPosition) -> Segment? {
        guard position > .zero, position <= head.position else { return nil }
        var low = 0
        var high = segments.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if segments[middle].first <= position { low = middle } else { high = middle - 1 }
        }
        return segments[low]
    }

    /// The segment's file, opened for reading once and kept.
    mutating func reader(of segment: Segment, _ directory: LogDirectory) throws(EventLogError) -> OpenFile {
        if let file = readers[segment.first] { return file }
        let path = directory.path(of: segment)
        let descriptor = try directory.io { () throws(FileError) in try directory.files.open(path, .reading) }
        let file = OpenFile(descriptor, directory.files)
        readers[segment.first] = file
        return file
    }

    mutating func closeAll(_ files: any FileLayer) {
        if case .open(let descriptor) = writing { files.close(descriptor) }
        writing = .closed
        readers = [:]
    }
}
