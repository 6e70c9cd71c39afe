import Synchronization

@testable import Events

/// The real file system in which the n-th call of a kind fails, once.
final class FaultyFileLayer: FileLayer {
    enum Call: String, CaseIterable, Sendable {
        case open, write, syncData, syncDirectory, rename, makeDirectory, lock, read
    }

    struct Fault: Sendable {
        var call: Call
        /// From 1, counted from arming.
        var nth: Int
        var code: Int32
        /// The failing write first takes half of the bytes.
        var tears = false
    }

    private struct State {
        var fault: Fault?
        var count = 0
        var hasFired = false
        var calls: [Call] = []
    }

    private let real = POSIXFiles()
    private let state = Mutex(State())

    var hasFired: Bool { state.withLock { $0.hasFired } }
    /// What was called since the last arming, in order.
    var calls: [Call] { state.withLock { $0.calls } }

    func arm(_ fault: Fault?) {
        state.withLock { $0 = State(fault: fault) }
    }

    /// The fault, if this is the call that it hits.
    private func hit(_ call: Call) -> Fault? {
        state.withLock { state in
            state.calls.append(call)
            guard let fault = state.fault, fault.call == call, !state.hasFired else { return nil }
            state.count += 1
            guard state.count == fault.nth else { return nil }
            state.hasFired = true
            return fault
        }
    }

    private func enter(_ call: Call) throws(FileError) {
        if let fault = hit(call) { throw FileError(call: call.rawValue, code: fault.code, file: "test") }
    }

    func open(_ path: String, _ mode: FileMode) throws(FileError) -> Int32 {
        try enter(.open)
        return try real.open(path, mode)
    }

    func write(
        _ descriptor: Int32, _ bytes: [UInt8], _ range: Range<Int>, _ path: String
    ) throws(FileError) -> Int {
        guard let fault = hit(.write) else {
            // Short writes all the time: whoever writes must loop.
            let portion = range.lowerBound..<range.lowerBound + max(1, range.count * 2 / 3)
            return try real.write(descriptor, bytes, portion, path)
        }
        if fault.tears {
            _ = try real.write(descriptor, bytes, range.lowerBound..<range.lowerBound + range.count / 2, path)
        }
        throw FileError(call: "write", code: fault.code, file: "test")
    }

    func read(_ descriptor: Int32, at offset: Int, count: Int, _ path: String) throws(FileError) -> [UInt8] {
        try enter(.read)
        return try real.read(descriptor, at: offset, count: count, path)
    }

    func syncData(_ descriptor: Int32, _ path: String) throws(FileError) { try enter(.syncData) }
    func syncDirectory(_ path: String) throws(FileError) { try enter(.syncDirectory) }

    func rename(_ path: String, to other: String) throws(FileError) {
        try enter(.rename)
        try real.rename(path, to: other)
    }

    func makeDirectory(_ path: String) throws(FileError) {
        try enter(.makeDirectory)
        try real.makeDirectory(path)
    }

    func lock(_ descriptor: Int32, _ path: String) throws(FileError) -> Bool {
        try enter(.lock)
        return try real.lock(descriptor, path)
    }

    func close(_ descriptor: Int32) { real.close(descriptor) }
    func remove(_ path: String) throws(FileError) { try real.remove(path) }
    func names(in path: String) throws(FileError) -> [String] { try real.names(in: path) }
    func status(_ path: String) throws(FileError) -> FileStatus { try real.status(path) }
    func makeReadOnly(_ path: String) throws(FileError) { try real.makeReadOnly(path) }
    func truncate(_ descriptor: Int32, to size: Int, _ path: String) throws(FileError) {
        try real.truncate(descriptor, to: size, path)
    }
}
