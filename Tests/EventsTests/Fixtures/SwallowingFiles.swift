@testable import Events

/// What the log must never be: a writer that goes on when a sync fails.
struct SwallowingFiles: FileLayer {
    private let files: FaultyFiles

    init(_ files: FaultyFiles) { self.files = files }

    func syncData(_ descriptor: Int32, _ path: String) throws(FileError) {
        do throws(FileError) { try files.syncData(descriptor, path) } catch {}
    }

    func open(_ path: String, _ mode: FileMode) throws(FileError) -> Int32 { try files.open(path, mode) }
    func close(_ descriptor: Int32) { files.close(descriptor) }
    func write(
        _ descriptor: Int32, _ bytes: [UInt8], _ range: Range<Int>, _ path: String
    ) throws(FileError) -> Int { try files.write(descriptor, bytes, range, path) }
    func read(_ descriptor: Int32, at offset: Int, count: Int, _ path: String) throws(FileError) -> [UInt8] {
        try files.read(descriptor, at: offset, count: count, path)
    }
    func syncDirectory(_ path: String) throws(FileError) { try files.syncDirectory(path) }
    func truncate(_ descriptor: Int32, to size: Int, _ path: String) throws(FileError) {
        try files.truncate(descriptor, to: size, path)
    }
    func rename(_ path: String, to other: String) throws(FileError) { try files.rename(path, to: other) }
    func remove(_ path: String) throws(FileError) { try files.remove(path) }
    func makeDirectory(_ path: String) throws(FileError) { try files.makeDirectory(path) }
    func names(in path: String) throws(FileError) -> [String] { try files.names(in: path) }
    func makeReadOnly(_ path: String) throws(FileError) { try files.makeReadOnly(path) }
    func lock(_ descriptor: Int32, _ path: String) throws(FileError) -> Bool { try files.lock(descriptor, path) }
    func status(_ path: String) throws(FileError) -> FileStatus { try files.status(path) }
}
