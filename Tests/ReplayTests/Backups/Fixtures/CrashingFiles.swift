import Events
import Glibc
import Synchronization

/// The real file system until the process dies: from the n-th call that changes something on, every such call fails.
final class CrashingFiles: BulkFiles {
    private let real = POSIXFiles()
    private let state: Mutex<(calls: Int, last: Int)>

    /// - Parameter last: how many calls succeed; nil for all.
    init(after last: Int?) { state = Mutex((0, last ?? .max)) }

    var calls: Int { state.withLock { $0.calls } }

    private func change(_ call: String, _ path: String) throws(FileError) {
        let isDead = state.withLock { state in
            state.calls += 1
            return state.calls > state.last
        }
        if isDead { throw FileError(call: call, code: EIO, file: path) }
    }

    func open(_ path: String, _ mode: FileMode) throws(FileError) -> Int32 {
        if case .reading = mode { return try real.open(path, mode) }
        try change("open", path)
        return try real.open(path, mode)
    }
    func close(_ descriptor: Int32) { real.close(descriptor) }
    func write(_ descriptor: Int32, _ bytes: [UInt8], _ range: Range<Int>, _ path: String) throws(FileError) -> Int {
        do throws(FileError) { try change("write", path) } catch {
            // What a dying process wrote may be there in part.
            let half = range.lowerBound..<range.lowerBound + range.count / 2
            if !half.isEmpty { _ = try? real.write(descriptor, bytes, half, path) }
            throw error
        }
        return try real.write(descriptor, bytes, range, path)
    }
    func read(_ descriptor: Int32, at offset: Int, count: Int, _ path: String) throws(FileError) -> [UInt8] {
        try real.read(descriptor, at: offset, count: count, path)
    }
    // Nothing is really synced: the tests kill processes, not computers.
    func syncData(_ descriptor: Int32, _ path: String) throws(FileError) { try change("fdatasync", path) }
    func syncDirectory(_ path: String) throws(FileError) { try change("fsync", path) }
    func syncFileSystem(_ path: String) throws(FileError) { try change("syncfs", path) }
    func startWriteback(_ descriptor: Int32) {}
    func truncate(_ descriptor: Int32, to size: Int, _ path: String) throws(FileError) {
        try change("ftruncate", path)
        try real.truncate(descriptor, to: size, path)
    }
    func rename(_ path: String, to other: String) throws(FileError) {
        try change("rename", path)
        try real.rename(path, to: other)
    }
    func remove(_ path: String) throws(FileError) {
        try change("unlink", path)
        try real.remove(path)
    }
    func makeDirectory(_ path: String) throws(FileError) {
        try change("mkdir", path)
        try real.makeDirectory(path)
    }
    func names(in path: String) throws(FileError) -> [String] { try real.names(in: path) }
    func makeReadOnly(_ path: String) throws(FileError) {
        try change("chmod", path)
        try real.makeReadOnly(path)
    }
    func lock(_ descriptor: Int32, _ path: String) throws(FileError) -> Bool { try real.lock(descriptor, path) }
    func status(_ path: String) throws(FileError) -> FileStatus { try real.status(path) }
}
