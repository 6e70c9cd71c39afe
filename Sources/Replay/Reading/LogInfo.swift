public import Events

/// What a log is and holds, in figures.
public struct LogInfo: Encodable, Equatable, Sendable {
    /// From the last record's `source`, `/eaf/<name>/<timeline>`; absent in an empty log.
    public let origin: String?
    public let head: LogPosition
    public let firstTime: String?
    public let headTime: String?
    public let segments: Int
    /// Of whole commits.
    public let bytes: Int
    /// Records by stored type.
    public let types: [String: Int]
    /// Records of types that this release does not know.
    public let unknownRecords: Int
    /// Bytes after the last whole commit: a crash's, or a commit on its way.
    public let unfinishedBytes: Int
    /// Whether a server has the log open; absent for a copy of a log in a database, of which this computer cannot tell.
    public let isBeingWritten: Bool?
    /// How many records the last published checkpoint covers; absent when there is none.
    public let checkpointSize: UInt64?

    /// Reads the log in `folder`, every record of it.
    ///
    /// - Parameter isCopy: whether the folder is this computer's copy of a log in a database.
    /// - Throws: `EventLogError` when the log is not whole.
    public init(_ folder: LogFolder, isCopy: Bool = false) throws {
        isBeingWritten = isCopy ? nil : folder.isBeingWritten
        let log = try folder.open()
        let end = log.head
        var types: [String: Int] = [:]
        var first: Timestamp?
        var last: String?
        try log.forEachRecord(after: .zero, through: end.position) { record in
            types[record.typeText, default: 0] += 1
            if first == nil { first = record.time }
            if record.position == end.position { last = record.source }
        }
        origin = last
        head = end.position
        firstTime = first?.description
        headTime = first == nil ? nil : end.time.description
        (segments, bytes) = log.extent
        self.types = types
        let known = Set(EventCatalog.current.types.map(\.description))
        unknownRecords = types.reduce(0) { known.contains($1.key) ? $0 : $0 + $1.value }
        checkpointSize = try? PublishedLog(eventlog: folder.path, files: POSIXFiles()).checkpoint.size
        unfinishedBytes = max(0, try folder.sizeOfSegments() - bytes)
    }

    /// The log's name in its origin.
    public var name: String? {
        let parts = (origin ?? "").split(separator: "/")
        return parts.count == 3 ? String(parts[1]) : nil
    }
}

extension LogFolder {
    /// Bytes of all segments, unfinished ones too.
    func sizeOfSegments() throws(FileError) -> Int {
        let files = POSIXFiles()
        var sum = 0
        for first in try listing().segments {
            sum += try files.status(segments + "/" + SegmentListing.name(of: first)).size
        }
        return sum
    }
}
