import Glibc
import Synchronization

@testable import Events

/// The real file system, in which the log's segments can be made to refuse every sync.
///
/// Files are not really synced: what these tests look at survives a process, not a power cut.
final class RefusingFiles: RewritableFiles {
    private struct State {
        var code: Int32?
        /// How many syncs still pass.
        var passing = 0
        var syncs = 0
    }

    private let real = POSIXFiles()
    private let state = Mutex(State())
    /// Called before each sync of a segment.
    private let beforeSync: @Sendable () -> Void

    init(beforeSync: @escaping @Sendable () -> Void = {}) { self.beforeSync = beforeSync }

    /// Syncs of segments so far.
    var syncs: Int { state.withLock { $0.syncs } }

    /// Refuses every sync of a segment from now on, after `passing` more.
    func refuse(code: Int32 = EIO, after passing: Int = 0) {
        state.withLock { state in
            state.code = code
            state.passing = passing
        }
    }

    func heal() { state.withLock { $0.code = nil } }

    func syncData(_ descriptor: Int32, _ path: String) throws(FileError) {
        guard path.hasSuffix(Segment.suffix) else { return }
        beforeSync()
        let code = state.withLock { state -> Int32? in
            state.syncs += 1
            guard let code = state.code else { return nil }
            state.passing -= 1
            return state.passing < 0 ? code : nil
        }
        if let code { throw FileError(call: "fdatasync", code: code, file: "segment") }
    }

    func syncDirectory(_ path: String) throws(FileError) {}

    func write(
        _ descriptor: Int32, _ bytes: [UInt8], _ range: Range<Int>, _ path: String
    ) throws(FileError) -> Int { try real.write(descriptor, bytes, range, path) }

    func write(
        _ descriptor: Int32, at offset: Int, _ bytes: [UInt8], _ range: Range<Int>, _ path: String
    ) throws(FileError) -> Int { try real.write(descriptor, at: offset, bytes, range, path) }

    func open(_ path: String, _ mode: FileMode) throws(FileError) -> Int32 { try real.open(path, mode) }
    func openRewritable(_ path: String) throws(FileError) -> Int32 { try real.openRewritable(path) }
    func close(_ descriptor: Int32) { real.close(descriptor) }
    func read(_ descriptor: Int32, at offset: Int, count: Int, _ path: String) throws(FileError) -> [UInt8] {
        try real.read(descriptor, at: offset, count: count, path)
    }
    func truncate(_ descriptor: Int32, to size: Int, _ path: String) throws(FileError) {
        try real.truncate(descriptor, to: size, path)
    }
    func rename(_ path: String, to other: String) throws(FileError) { try real.rename(path, to: other) }
    func remove(_ path: String) throws(FileError) { try real.remove(path) }
    func makeReadOnly(_ path: String) throws(FileError) { try real.makeReadOnly(path) }
    func status(_ path: String) throws(FileError) -> FileStatus { try real.status(path) }
    func makeDirectory(_ path: String) throws(FileError) { try real.makeDirectory(path) }
    func names(in path: String) throws(FileError) -> [String] { try real.names(in: path) }
    /// Never refused: the server before may not have let go of the log yet. `EventsTests` sees to the lock.
    func lock(_ descriptor: Int32, _ path: String) throws(FileError) -> Bool { true }
}
