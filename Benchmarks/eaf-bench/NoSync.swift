import Events

/// The real file system without syncing: for making test logs quickly, never for a log that matters.
struct NoSync: RewritableFiles {
    private let real = POSIXFiles()

    func open(_ path: String, _ mode: FileMode) throws(FileError) -> Int32 { try real.open(path, mode) }
    func close(_ descriptor: Int32) { real.close(descriptor) }
    func write(_ descriptor: Int32, _ bytes: [UInt8], _ range: Range<Int>, _ path: String) throws(FileError) -> Int {
        try real.write(descriptor, bytes, range, path)
    }
    func read(_ descriptor: Int32, at offset: Int, count: Int, _ path: String) throws(FileError) -> [UInt8] {
        try real.read(descriptor, at: offset, count: count, path)
    }
    func syncData(_ descriptor: Int32, _ path: String) throws(FileError) {}
    func syncDirectory(_ path: String) throws(FileError) {}
    func truncate(_ descriptor: Int32, to size: Int, _ path: String) throws(FileError) {
        try real.truncate(descriptor, to: size, path)
    }
    func rename(_ path: String, to other: String) throws(FileError) { try real.rename(path, to: other) }
    func remove(_ path: String) throws(FileError) { try real.remove(path) }
    func makeDirectory(_ path: String) throws(FileError) { try real.makeDirectory(path) }
    func names(in path: String) throws(FileError) -> [String] { try real.names(in: path) }
    func makeReadOnly(_ path: String) throws(FileError) { try real.makeReadOnly(path) }
    func lock(_ descriptor: Int32, _ path: String) throws(FileError) -> Bool { try real.lock(descriptor, path) }
    func status(_ path: String) throws(FileError) -> FileStatus { try real.status(path) }
    func openRewritable(_ path: String) throws(FileError) -> Int32 { try real.openRewritable(path) }
    func write(
        _ descriptor: Int32, at offset: Int, _ bytes: [UInt8], _ range: Range<Int>, _ path: String
    ) throws(FileError) -> Int { try real.write(descriptor, at: offset, bytes, range, path) }
}
