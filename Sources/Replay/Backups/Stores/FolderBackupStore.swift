import Crypto
public import Events
import Glibc
public import S3

/// A backup in a folder: of another disk, or of another computer that is mounted.
///
/// An object is a file, mode 0600, under its key. It is written beside its place under a temporary name, synced, renamed, and its
/// folder synced: whoever dies on the way leaves at most `<key>.tmp`, which the next `put` of the key replaces. Writers take turns
/// with a lock on `.lock` (flock), so that of two that ask for the same condition one hears of a conflict. An object's version is
/// the SHA-256 of its bytes.
///
/// The folder itself must be there. Nothing here makes it: when its disk is not mounted, a folder made on the spot would lie on
/// the very disk that the backup is to protect from.
public actor FolderBackupStore: BackupStore {
    private static let chunkBytes = 1 << 20
    private static let lockPollMicroseconds: UInt32 = 20_000

    public nonisolated let name: String
    private let path: String
    private let files: any FileLayer
    private let lockWait: Duration
    private let executor = QueueExecutor(label: "fr.eaf.backup-folder")
    /// Subfolders whose entry this process has synced.
    private var synced: Set<String> = []

    public nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    /// A store in the folder `path`.
    ///
    /// - Parameter lockWait: how long a writer waits for another one's turn to end.
    public init(path: String, files: any FileLayer, lockWait: Duration) {
        self.path = path
        self.files = files
        self.lockWait = lockWait
        name = path
    }

    public func get(_ key: String, bytesMax: Int) throws(BackupStoreError) -> StoredObject? {
        try BackupKey.check(key)
        var bytes: [UInt8] = []
        let isThere = try io { () throws(FileError) in
            try read(key) { chunk in
                bytes += chunk
                return bytes.count <= bytesMax
            }
        }
        guard isThere else { return try absent() }
        guard bytes.count <= bytesMax else { throw .tooLarge(key: key, bytesMax: bytesMax) }
        return StoredObject(bytes: bytes, version: ObjectVersion(SHA256.hash(data: bytes)))
    }

    public func head(_ key: String) throws(BackupStoreError) -> ObjectInfo? {
        try BackupKey.check(key)
        guard let info = try io({ () throws(FileError) in try info(key) }) else { return try absent() }
        // Who wrote it may have died before its name was durable.
        try io { () throws(FileError) in try files.syncDirectory(folder(of: key)) }
        return info
    }

    @discardableResult
    public func put(
        _ key: String, _ bytes: [UInt8], if condition: PutCondition
    ) throws(BackupStoreError) -> ObjectVersion {
        try BackupKey.check(key)
        try requireFolder()
        try io { () throws(FileError) in try makeSubfolders(of: key) }
        let lock = try locked()
        defer { files.close(lock) }
        try check(condition, key)
        let target = file(key)
        do throws(FileError) {
            try files.writeAtomically(bytes, to: target, in: folder(of: key))
        } catch {
            // What is left of it would take room that is perhaps just what was missing.
            try? files.remove(target + ".tmp")
            synced = []
            throw .io(error)
        }
        return ObjectVersion(SHA256.hash(data: bytes))
    }

    public func remove(_ key: String) throws(BackupStoreError) {
        try BackupKey.check(key)
        try requireFolder()
        let lock = try locked()
        defer { files.close(lock) }
        do throws(FileError) {
            try files.remove(file(key))
            try files.syncDirectory(folder(of: key))
        } catch {
            guard error.isMissingFile else { throw .io(error) }
        }
    }

    // MARK: - Objects

    private func check(_ condition: PutCondition, _ key: String) throws(BackupStoreError) {
        switch condition {
        case .always: break
        case .ifAbsent:
            if try head(key) != nil { throw .conflict(key: key) }
        case .ifVersion(let version):
            if try head(key)?.version != version { throw .conflict(key: key) }
        }
    }

    private func info(_ key: String) throws(FileError) -> ObjectInfo? {
        var size = 0
        var hash = SHA256()
        let isThere = try read(key) { chunk in
            size += chunk.count
            hash.update(data: chunk)
            return true
        }
        return isThere ? ObjectInfo(size: size, version: ObjectVersion(hash.finalize())) : nil
    }

    /// Hands out an object piece by piece while `take` wants more; false when there is none.
    private func read(_ key: String, _ take: ([UInt8]) -> Bool) throws(FileError) -> Bool {
        let descriptor: Int32
        do throws(FileError) {
            descriptor = try files.open(file(key), .reading)
        } catch {
            guard error.isMissingFile else { throw error }
            return false
        }
        defer { files.close(descriptor) }
        var offset = 0
        while true {
            let chunk = try files.read(descriptor, at: offset, count: Self.chunkBytes, file(key))
            offset += chunk.count
            if !take(chunk) || chunk.count < Self.chunkBytes { return true }
        }
    }

    // MARK: - The folder

    private func file(_ key: String) -> String { path + "/" + key }

    private func folder(of key: String) -> String {
        let file = file(key)
        return String(file[..<(file.lastIndex(of: "/") ?? file.endIndex)])
    }

    /// Makes the folders between the store's and the object, each synced into the one above.
    private func makeSubfolders(of key: String) throws(FileError) {
        var above = path
        for part in key.split(separator: "/").dropLast() {
            let folder = above + "/" + part
            if !synced.contains(folder) {
                // Synced also when it exists: who made it may have died before that.
                try files.makeDirectory(folder)
                try files.syncDirectory(above)
                synced.insert(folder)
            }
            above = folder
        }
    }

    private func absent<Found>() throws(BackupStoreError) -> Found? {
        try requireFolder()
        return nil
    }

    private func requireFolder() throws(BackupStoreError) {
        do throws(FileError) {
            _ = try files.status(path)
        } catch {
            guard error.isMissingFile else { throw .io(error) }
            throw .unavailable(
                "le dossier « \(path) » n'existe pas : montez son disque, ou créez-le", retryAfterSeconds: nil)
        }
    }

    /// Takes the writers' lock, which closing the descriptor gives back.
    private func locked() throws(BackupStoreError) -> Int32 {
        let lock = path + "/.lock"
        let descriptor = try io { () throws(FileError) in try files.open(lock, .creatingOrAppending) }
        let deadline = ContinuousClock.now + lockWait
        do throws(BackupStoreError) {
            while try !io({ () throws(FileError) in try files.lock(descriptor, lock) }) {
                guard ContinuousClock.now < deadline else {
                    throw .unavailable("un autre processus écrit dans « \(path) »", retryAfterSeconds: 1)
                }
                usleep(Self.lockPollMicroseconds)
            }
            return descriptor
        } catch {
            files.close(descriptor)
            throw error
        }
    }

    private func io<Result>(_ body: () throws(FileError) -> Result) throws(BackupStoreError) -> Result {
        do throws(FileError) { return try body() } catch { throw .io(error) }
    }
}

extension ObjectVersion {
    fileprivate init(_ digest: SHA256Digest) { self.init(Base64URL.encode(Array(digest))) }
}
