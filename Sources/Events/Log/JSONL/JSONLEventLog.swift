import Synchronization

/// A log in files.
///
/// Layout under the log's directory:
/// - `segments/<first position, 16 digits>.jsonl`: consecutive lines. All but the last segment are closed (read-only).
/// - `index/<first position>.json`: offsets of a closed segment, rebuilt when it is lost or the segment was touched.
/// - `torn/`: the bytes that openings cut off after a crash.
/// - `lock`: locked (`flock`) by the one process that writes.
///
/// A commit is one `write` (looping when it is short) and one `fdatasync`; never more than one commit is un-synced. A line is
/// valid when `RecordParser` accepts it and `CommitChecker` accepts it after its predecessor; a commit is valid when all of
/// its records are there. Opening finds the last whole commit: `SegmentScan` and `TornTail` say what happens to bytes after
/// it. A new segment is made under a temporary name, synced, renamed, and its directory synced.
///
/// After a failed write or sync the file is dead: it is never appended to again. `reopen()` reads it anew, cuts it after the
/// last whole durable commit, closes it, and goes on in a new segment.
public final class JSONLEventLog: EventLog {
    /// What may differ between logs in files.
    public struct Configuration: Sendable {
        /// A segment is closed when it has reached this size, in bytes.
        public var segmentBytesMax: Int
        /// The position that the log is known to have reached; ending before it is refused.
        public var floor: LogPosition

        /// Takes both.
        public init(segmentBytesMax: Int, floor: LogPosition) {
            self.segmentBytesMax = segmentBytesMax
            self.floor = floor
        }

        /// 64 MiB a segment, no known position.
        public static let standard = Configuration(segmentBytesMax: 64 << 20, floor: .zero)
    }

    let directory: LogDirectory
    let configuration: Configuration
    let files: any FileLayer
    let state: Mutex<JSONLState>
    /// Held by the one who appends; readers do not wait for it.
    let turn = Mutex(())
    private let lockDescriptor: Int32?
    /// What opening cut off, if anything.
    public let cut: TornCut?

    /// Opens the log in `path` for writing, making it when there is none.
    ///
    /// - Throws: `EventLogError.locked` when another process writes it, `.corrupt`, `.missingSegment` or `.rolledBack` when
    ///   it is not whole (nothing was changed then), `.io`.
    public convenience init(
        writing path: String, configuration: Configuration, files: any FileLayer
    ) throws(EventLogError) {
        let directory = LogDirectory(path: path, files: files)
        let lock = try directory.io { () throws(FileError) in
            for folder in [path, directory.segments, directory.index] { try directory.make(folder) }
            let descriptor = try files.open(directory.lock, .creatingOrAppending)
            do throws(FileError) {
                if try files.lock(descriptor, directory.lock) { return Int32?.some(descriptor) }
            } catch {
                files.close(descriptor)
                throw error
            }
            files.close(descriptor)
            return nil
        }
        guard let lock else { throw .locked(path: path) }
        do throws(EventLogError) {
            var loader = SegmentLoader(directory: directory, repairs: true, floor: configuration.floor)
            try loader.load()
            var state = JSONLState(segments: loader.segments, head: loader.head)
            try state.openForWriting(directory)
            self.init(directory, configuration, state, lock: lock, cut: loader.cut)
        } catch {
            files.close(lock)
            throw error
        }
    }

    /// Opens the log in `path` for reading, beside a writer or without one. A torn tail is left alone and not shown.
    ///
    /// - Throws: `EventLogError`.
    public convenience init(reading path: String, files: any FileLayer) throws(EventLogError) {
        let directory = LogDirectory(path: path, files: files)
        var loader = SegmentLoader(directory: directory, repairs: false, floor: .zero)
        try loader.load()
        let state = JSONLState(segments: loader.segments, head: loader.head)
        self.init(directory, .standard, state, lock: nil, cut: nil)
    }

    private init(
        _ directory: LogDirectory, _ configuration: Configuration, _ state: JSONLState, lock: Int32?, cut: TornCut?
    ) {
        self.directory = directory
        self.configuration = configuration
        self.files = directory.files
        self.state = Mutex(state)
        lockDescriptor = lock
        self.cut = cut
    }

    deinit {
        state.withLock { $0.closeAll(files) }
        if let lockDescriptor { files.close(lockDescriptor) }
    }

    public var head: LogHead { state.withLock { $0.head } }

    /// How many segments there are, and their bytes.
    public var extent: (segments: Int, bytes: Int) {
        state.withLock { ($0.segments.count, $0.segments.reduce(0) { $0 + $1.byteCount }) }
    }

    /// For a reader: takes notice of what a writer in another process has appended.
    ///
    /// - Throws: `EventLogError`.
    public func refresh() throws(EventLogError) {
        precondition(lockDescriptor == nil, "a writer knows its own log")
        var loader = SegmentLoader(directory: directory, repairs: false, floor: .zero)
        try loader.load()
        state.withLock { $0.replace(segments: loader.segments, head: loader.head) }
    }
}
