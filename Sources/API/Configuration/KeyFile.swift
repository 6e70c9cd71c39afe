import Events
import Foundation

/// The file of a key: its text form and a line feed, mode 0600, made at the first start.
struct KeyFile {
    private static let bytesMax = 4_096

    let directory: String
    let name: String
    /// What was made with the key. Beside any of it no key is made, for it would be another one.
    let dependents: [String]
    let files: any FileLayer

    var path: String { directory + "/" + name }
    private var lockPath: String { path + ".lock" }

    /// The key in the file, which is made when there is none.
    ///
    /// - Parameters:
    ///   - missing: what to throw when the file is gone and something depends on it.
    ///   - parse: reads the text form.
    ///   - make: a new key's text form.
    func loadOrMake<Key>(
        missing: ServerKeysError, parse: (String) -> Key?, make: () -> String
    ) throws(ServerKeysError) -> Key {
        if exists(path) { return try load(parse) }
        guard !dependents.contains(where: exists) else { throw missing }
        try write(make)
        return try load(parse)
    }

    private func load<Key>(_ parse: (String) -> Key?) throws(ServerKeysError) -> Key {
        let (bytes, mode) = try io { () throws(FileError) in
            let descriptor = try files.open(path, .reading)
            defer { files.close(descriptor) }
            var status = stat()
            // Of the open file, so that what is judged is what is read.
            let mode = unsafe fstat(descriptor, &status) == 0 ? status.st_mode : mode_t.max
            return (try files.read(descriptor, at: 0, count: Self.bytesMax, path), mode)
        }
        guard mode & 0o077 == 0 else { throw .open(path: path, mode: mode & 0o7777) }
        guard let text = String(validating: bytes, as: UTF8.self), let key = parse(text) else {
            throw .malformed(path: path)
        }
        return key
    }

    /// Makes the file under a lock: of two processes that start together, the second must not replace the first one's
    /// key.
    private func write(_ make: () -> String) throws(ServerKeysError) {
        let lock = try io { () throws(FileError) in
            try files.makeDirectory(directory)
            try files.syncDirectory(directory + "/..")
            return try files.open(lockPath, .creatingOrAppending)
        }
        defer { files.close(lock) }
        guard try io({ () throws(FileError) in try files.lock(lock, lockPath) }) else { throw .busy }
        if !exists(path) {
            let text = make() + "\n"
            try io { () throws(FileError) in try files.writeAtomically(Array(text.utf8), to: path, in: directory) }
        }
        // From here on everyone finds the key, so the lock's file has done its work.
        try? files.remove(lockPath)
    }

    private func exists(_ path: String) -> Bool { (try? files.status(path)) != nil }

    private func io<Result>(_ body: () throws(FileError) -> Result) throws(ServerKeysError) -> Result {
        do throws(FileError) { return try body() } catch { throw .io(error) }
    }
}
