import Events
import Foundation

/// The file of the master key: its text form and a line feed, mode 0600, made at the first start.
struct MasterKeyFile {
    private static let bytesMax = 4_096

    let directory: String
    let files: any FileLayer

    var path: String { directory + "/" + ServerConfiguration.masterKeyFile }
    private var vaultPath: String { directory + "/vault" }
    private var lockPath: String { path + ".lock" }

    /// The key in the file, which is made when there is none.
    ///
    /// A key is never made beside a vault: the vault's keys are wrapped by the one that is missing.
    func loadOrMake() throws(ServerKeysError) -> MasterKey {
        if exists(path) { return try load() }
        guard !exists(vaultPath) else { throw .missing(path: path) }
        return try make()
    }

    private func load() throws(ServerKeysError) -> MasterKey {
        let (bytes, mode) = try io { () throws(FileError) in
            let descriptor = try files.open(path, .reading)
            defer { files.close(descriptor) }
            var status = stat()
            // Of the open file, so that what is judged is what is read.
            let mode = unsafe fstat(descriptor, &status) == 0 ? status.st_mode : mode_t.max
            return (try files.read(descriptor, at: 0, count: Self.bytesMax, path), mode)
        }
        guard mode & 0o077 == 0 else { throw .open(path: path, mode: mode & 0o7777) }
        guard let text = String(validating: bytes, as: UTF8.self), let key = MasterKey(text) else {
            throw .malformed(path: path)
        }
        return key
    }

    /// Makes the file under a lock: of two processes that start together, the second must not replace the first one's
    /// key.
    private func make() throws(ServerKeysError) -> MasterKey {
        let lock = try io { () throws(FileError) in
            try files.makeDirectory(directory)
            try files.syncDirectory(directory + "/..")
            return try files.open(lockPath, .creatingOrAppending)
        }
        defer { files.close(lock) }
        guard try io({ () throws(FileError) in try files.lock(lock, lockPath) }) else { throw .busy }
        if !exists(path) {
            let text = MasterKey.random().text + "\n"
            try io { () throws(FileError) in try files.writeAtomically(Array(text.utf8), to: path, in: directory) }
        }
        // From here on everyone finds the key, so the lock's file has done its work.
        try? files.remove(lockPath)
        return try load()
    }

    private func exists(_ path: String) -> Bool { (try? files.status(path)) != nil }

    private func io<Result>(_ body: () throws(FileError) -> Result) throws(ServerKeysError) -> Result {
        do throws(FileError) { return try body() } catch { throw .io(error) }
    }
}
