import Foundation
import Synchronization

@testable import Events

/// The real file system on a device that loses power: from the n-th call on nothing works, and then the disk has only what was
/// synced, names and bytes alike.
///
/// It keeps, beside the real files, what each file's bytes were when it was last synced, and what names each directory had when
/// that was.
final class PowerCutFiles: FileLayer {
    private struct State {
        var calls = 0
        var cutAt: Int?
        var nextID = 0
        /// What is there by name: files and directories.
        var live: [String: Int] = [:]
        /// What would be there after a cut.
        var durable: [String: Int] = [:]
        var directories: Set<Int> = []
        var synced: [Int: [UInt8]] = [:]
    }

    private let real = POSIXFiles()
    private let root: String
    private let state = Mutex(State())

    /// Watches what is under `root`; everything there is durable.
    init(root: String) throws {
        self.root = root
        for name in try FileManager.default.subpathsOfDirectory(atPath: root) {
            let path = root + "/" + name
            let bytes = FileManager.default.contents(atPath: path)
            state.withLock { state in
                state.nextID += 1
                state.live[path] = state.nextID
                if let bytes {
                    state.synced[state.nextID] = [UInt8](bytes)
                } else {
                    state.directories.insert(state.nextID)
                }
            }
        }
        state.withLock { $0.durable = $0.live }
    }

    /// Calls that change something, so far.
    var calls: Int { state.withLock { $0.calls } }
    /// The power goes at the n-th call from now.
    func cut(at nth: Int) {
        state.withLock { state in
            state.calls = 0
            state.cutAt = nth
        }
    }

    /// Makes the real files what the disk has after the cut.
    func restart() throws {
        let (durable, directories, synced) = state.withLock { ($0.durable, $0.directories, $0.synced) }
        for name in try FileManager.default.contentsOfDirectory(atPath: root) {
            try FileManager.default.removeItem(atPath: root + "/" + name)
        }
        for (path, id) in durable.sorted(by: { $0.key.count < $1.key.count }) {
            // A file in a directory whose own name was lost is lost with it.
            guard FileManager.default.fileExists(atPath: Self.parent(of: path)) else { continue }
            if directories.contains(id) {
                try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
            } else {
                try Data(synced[id] ?? []).write(to: URL(fileURLWithPath: path))
            }
        }
    }

    private func enter(_ call: String, _ path: String) throws(FileError) {
        let isOff = state.withLock { state in
            state.calls += 1
            return state.cutAt.map { state.calls >= $0 } ?? false
        }
        if isOff { throw FileError(call: call, code: EIO, file: path) }
    }

    private static func parent(of path: String) -> String {
        String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    }

    /// Without `/..`.
    private static func plain(_ path: String) -> String {
        path.hasSuffix("/..") ? parent(of: String(path.dropLast(3))) : path
    }

    func open(_ path: String, _ mode: FileMode) throws(FileError) -> Int32 {
        if case .reading = mode { return try real.open(path, mode) }
        try enter("open", path)
        let descriptor = try real.open(path, mode)
        state.withLock { state in
            guard state.live[path] == nil else { return }
            state.nextID += 1
            state.live[path] = state.nextID
        }
        return descriptor
    }

    func write(_ descriptor: Int32, _ bytes: [UInt8], _ range: Range<Int>, _ path: String) throws(FileError) -> Int {
        try enter("write", path)
        return try real.write(descriptor, bytes, range, path)
    }

    func syncData(_ descriptor: Int32, _ path: String) throws(FileError) {
        try enter("fdatasync", path)
        let bytes = try real.readWhole(path)
        state.withLock { state in if let id = state.live[path] { state.synced[id] = bytes } }
    }

    func syncDirectory(_ path: String) throws(FileError) {
        try enter("fsync", path)
        let directory = Self.plain(path)
        state.withLock { state in
            for path in Set(state.durable.keys).union(state.live.keys) where Self.parent(of: path) == directory {
                state.durable[path] = state.live[path]
            }
        }
    }

    func rename(_ path: String, to other: String) throws(FileError) {
        try enter("rename", path)
        try real.rename(path, to: other)
        state.withLock { $0.live[other] = $0.live.removeValue(forKey: path) }
    }

    func remove(_ path: String) throws(FileError) {
        try enter("remove", path)
        try real.remove(path)
        state.withLock { _ = $0.live.removeValue(forKey: path) }
    }

    func makeDirectory(_ path: String) throws(FileError) {
        if (try? real.status(path)) != nil { return }
        try enter("mkdir", path)
        let parent = Self.parent(of: path)
        if (try? real.status(parent)) == nil { try makeDirectory(parent) }
        try real.makeDirectory(path)
        state.withLock { state in
            state.nextID += 1
            state.live[path] = state.nextID
            state.directories.insert(state.nextID)
        }
    }

    func truncate(_ descriptor: Int32, to size: Int, _ path: String) throws(FileError) {
        try enter("ftruncate", path)
        try real.truncate(descriptor, to: size, path)
    }

    func makeReadOnly(_ path: String) throws(FileError) {
        try enter("chmod", path)
        try real.makeReadOnly(path)
    }

    func close(_ descriptor: Int32) { real.close(descriptor) }
    func read(_ descriptor: Int32, at offset: Int, count: Int, _ path: String) throws(FileError) -> [UInt8] {
        try real.read(descriptor, at: offset, count: count, path)
    }
    func names(in path: String) throws(FileError) -> [String] { try real.names(in: path) }
    func lock(_ descriptor: Int32, _ path: String) throws(FileError) -> Bool { try real.lock(descriptor, path) }
    func status(_ path: String) throws(FileError) -> FileStatus { try real.status(path) }
}
