public import Events
public import Glibc
import Synchronization

/// The real file system with a fault in it: the n-th call of a kind fails, once or from then on.
///
/// It also keeps watch: how often each call was made, how many descriptors are open, and whether a file was appended to
/// after a write or sync of it had failed.
public final class FaultyFiles: RewritableFiles {
    public enum Call: String, CaseIterable, Sendable {
        /// `open` is for writing.
        case open, openToRead, write, read, syncData, syncDirectory, truncate, rename, remove, makeReadOnly, status
    }

    public enum Effect: Sendable {
        case refuse
        /// The n-th write takes half of the bytes; the one after it fails.
        case half
        /// The failed sync drops what was not yet synced, as a kernel may.
        case lose
    }

    public struct Fault: Sendable {
        public var call: Call
        /// From 1, counted from arming.
        public var nth: Int
        public var effect: Effect
        public var code: Int32
        public var lasts: Bool

        /// A call that fails.
        public init(
            call: Call, nth: Int, effect: Effect = .refuse, code: Int32 = EIO, lasts: Bool = false
        ) {
            self.call = call
            self.nth = nth
            self.effect = effect
            self.code = code
            self.lasts = lasts
        }
    }

    private struct State {
        var counts: [Call: Int] = [:]
        var sinceArmed = 0
        var fault: Fault?
        var hasFired = false
        var isHalfway = false
        var openCount = 0
        var syncedBytes: [UInt64: Int] = [:]
        var dead: Set<UInt64> = []
        var appendedDead = 0
    }

    private let real = POSIXFiles()
    private let state = Mutex(State())
    private let syncs: Bool
    private let before: @Sendable (Call, String) -> Void

    /// - Parameters:
    ///   - syncs: whether files are really synced, which most tests need not wait for.
    ///   - before: called before each call, outside of any lock.
    public init(syncs: Bool = false, before: @escaping @Sendable (Call, String) -> Void = { _, _ in }) {
        self.syncs = syncs
        self.before = before
    }

    public var hasFired: Bool { state.withLock { $0.hasFired } }
    public var openCount: Int { state.withLock { $0.openCount } }
    public var appendedDead: Int { state.withLock { $0.appendedDead } }
    public func count(_ call: Call) -> Int { state.withLock { $0.counts[call] ?? 0 } }
    /// Calls of every kind.
    public var calls: Int { state.withLock { $0.counts.values.reduce(0, +) } }

    public func arm(_ fault: Fault) {
        state.withLock { state in
            state.fault = fault
            state.sinceArmed = 0
            state.hasFired = false
            state.isHalfway = false
        }
    }

    public func heal() { state.withLock { $0.fault = nil } }

    /// Whether the call is to be refused, and with what.
    private func enter(_ call: Call, _ path: String) throws(FileError) {
        before(call, path)
        let code = state.withLock { state -> Int32? in
            state.counts[call, default: 0] += 1
            guard let fault = state.fault, fault.call == call else { return nil }
            state.sinceArmed += 1
            if fault.effect == .half {
                guard state.isHalfway else { return nil }
                if !fault.lasts { state.fault = nil }
                return fault.code
            }
            guard state.sinceArmed == fault.nth || fault.lasts && state.sinceArmed > fault.nth else { return nil }
            state.hasFired = true
            return fault.code
        }
        guard let code else { return }
        throw FileError(call: call.rawValue, code: code, file: Self.name(path))
    }

    private static func name(_ path: String) -> String { String(path.split(separator: "/").last ?? "") }

    public func write(
        _ descriptor: Int32, _ bytes: [UInt8], _ range: Range<Int>, _ path: String
    ) throws(FileError) -> Int {
        let status = try real.status(path)
        state.withLock { state in
            if state.syncedBytes[status.inode] == nil { state.syncedBytes[status.inode] = status.size }
            if state.dead.contains(status.inode) { state.appendedDead += 1 }
        }
        do throws(FileError) { try enter(.write, path) } catch {
            die(path)
            throw error
        }
        return try real.write(descriptor, bytes, portion(range), path)
    }

    public func write(
        _ descriptor: Int32, at offset: Int, _ bytes: [UInt8], _ range: Range<Int>, _ path: String
    ) throws(FileError) -> Int {
        try enter(.write, path)
        return try real.write(descriptor, at: offset, bytes, portion(range), path)
    }

    private func portion(_ range: Range<Int>) -> Range<Int> {
        state.withLock { state in
            guard let fault = state.fault, fault.effect == .half, fault.call == .write,
                state.sinceArmed == fault.nth, !state.isHalfway
            else { return range }
            state.isHalfway = true
            state.hasFired = true
            return range.lowerBound..<range.lowerBound + max(1, range.count / 2)
        }
    }

    public func syncData(_ descriptor: Int32, _ path: String) throws(FileError) {
        do throws(FileError) { try enter(.syncData, path) } catch {
            die(path)
            let kept = state.withLock { $0.fault?.effect == .lose ? $0.syncedBytes[inode(path)] : nil }
            if let kept { try real.truncate(descriptor, to: kept, path) }
            throw error
        }
        if syncs { try real.syncData(descriptor, path) }
        let status = try real.status(path)
        state.withLock { $0.syncedBytes[status.inode] = status.size }
    }

    private func inode(_ path: String) -> UInt64 { (try? real.status(path).inode) ?? 0 }

    private func die(_ path: String) {
        guard path.hasSuffix(".jsonl") else { return }
        state.withLock { _ = $0.dead.insert(inode(path)) }
    }

    /// A file that is gone leaves its inode number to others.
    private func forget(_ path: String) {
        let inode = inode(path)
        state.withLock { state in
            state.dead.remove(inode)
            state.syncedBytes[inode] = nil
        }
    }

    public func open(_ path: String, _ mode: FileMode) throws(FileError) -> Int32 {
        if case .reading = mode { try enter(.openToRead, path) } else { try enter(.open, path) }
        let descriptor = try real.open(path, mode)
        state.withLock { $0.openCount += 1 }
        return descriptor
    }

    public func openRewritable(_ path: String) throws(FileError) -> Int32 {
        try enter(.open, path)
        let descriptor = try real.openRewritable(path)
        state.withLock { $0.openCount += 1 }
        return descriptor
    }

    public func close(_ descriptor: Int32) {
        real.close(descriptor)
        state.withLock { $0.openCount -= 1 }
    }

    public func read(_ descriptor: Int32, at offset: Int, count: Int, _ path: String) throws(FileError) -> [UInt8] {
        try enter(.read, path)
        return try real.read(descriptor, at: offset, count: count, path)
    }

    public func syncDirectory(_ path: String) throws(FileError) {
        try enter(.syncDirectory, path)
        if syncs { try real.syncDirectory(path) }
    }

    public func truncate(_ descriptor: Int32, to size: Int, _ path: String) throws(FileError) {
        try enter(.truncate, path)
        try real.truncate(descriptor, to: size, path)
    }

    public func rename(_ path: String, to other: String) throws(FileError) {
        try enter(.rename, path)
        forget(other)
        try real.rename(path, to: other)
    }

    public func remove(_ path: String) throws(FileError) {
        try enter(.remove, path)
        forget(path)
        try real.remove(path)
    }

    public func makeReadOnly(_ path: String) throws(FileError) {
        try enter(.makeReadOnly, path)
        try real.makeReadOnly(path)
    }

    public func status(_ path: String) throws(FileError) -> FileStatus {
        try enter(.status, path)
        return try real.status(path)
    }

    public func makeDirectory(_ path: String) throws(FileError) { try real.makeDirectory(path) }
    public func names(in path: String) throws(FileError) -> [String] { try real.names(in: path) }
    public func lock(_ descriptor: Int32, _ path: String) throws(FileError) -> Bool {
        try real.lock(descriptor, path)
    }
}
