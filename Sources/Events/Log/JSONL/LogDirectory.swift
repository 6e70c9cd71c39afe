/// The files of a log: where they lie, and whole-file reads and writes.
struct LogDirectory: Sendable {
    let path: String
    let files: any FileLayer

    var segments: String { path + "/segments" }
    var index: String { path + "/index" }
    var torn: String { path + "/torn" }
    var lock: String { path + "/lock" }

    func path(of segment: Segment) -> String { segments + "/" + segment.fileName }
    func indexPath(of first: LogPosition) -> String { index + "/" + first.padded + ".json" }

    /// Makes a directory whose own entry is durable, if there is none.
    func make(_ folder: String) throws(FileError) {
        try files.makeDirectory(folder)
        try files.syncDirectory(folder + "/..")
    }

    /// The first positions of the segments, ascending.
    func segmentStarts() throws(EventLogError) -> [LogPosition] {
        try io { () throws(FileError) in try files.names(in: segments) }
            .compactMap { Segment.first(ofFileNamed: $0) }.sorted()
    }

    func readAll(_ path: String) throws(EventLogError) -> [UInt8] {
        try io { () throws(FileError) in try files.readWhole(path) }
    }

    func writeWhole(_ bytes: [UInt8], to path: String, in directory: String) throws(EventLogError) {
        try io { () throws(FileError) in try files.writeAtomically(bytes, to: path, in: directory) }
    }

    /// The index of a closed segment, if it is there and the file was not touched since.
    func validIndex(of first: LogPosition) -> SegmentIndex? {
        guard let bytes = try? readAll(indexPath(of: first)), let index = SegmentIndex(bytes),
            let status = try? files.status(segments + "/" + first.padded + Segment.suffix), status == index.status
        else { return nil }
        return index
    }

    /// Turns a file error into a log error.
    func io<Result>(_ body: () throws(FileError) -> Result) throws(EventLogError) -> Result {
        do throws(FileError) { return try body() } catch { throw .io(error) }
    }
}
