import Crypto
import Events

/// Blobs in a folder of this computer: `<first two hexadecimal digits>/<sealed SHA-256>`, see `SealedBlobFile`.
struct LocalBlobStore: BlobStore {
    let folder: BlobFolder
    let queue = BlockingQueue(label: "eaf-blobs")
    private let keys: any KeyRing
    /// Other computers may be writing to the folder.
    private let isShared: Bool

    /// The store in `directory`, made when there is none. Blocks.
    init(
        directory: String, keys: any KeyRing, files: any FileLayer, isShared: Bool = false
    ) throws(BlobError) {
        self.isShared = isShared
        do throws(FileError) {
            folder = try BlobFolder(path: directory, files: files)
        } catch {
            throw BlobError(error)
        }
        self.keys = keys
    }

    func begin(for owner: PersonID, bytesMax: Int) async throws(BlobError) -> any BlobUpload {
        try await spool(for: owner, bytesMax: bytesMax)
    }

    /// A body that is written here first, wherever it goes.
    func spool(for owner: PersonID, bytesMax: Int) async throws(BlobError) -> LocalBlobUpload {
        let key = try keys.blobKey(of: owner)
        return try await queue.run { [folder, queue] () throws(BlobError) in
            let file = try SealedBlobFile.begin(
                in: folder, key: key, context: Self.context(owner), bytesMax: bytesMax)
            let opening = SealedBlobOpening(key: key, context: Self.context(owner), bytesMax: bytesMax)
            return LocalBlobUpload(file, opening: opening, queue: queue)
        }
    }

    func bytes(of address: BlobAddress, owner: PersonID, bytesMax: Int) async throws(BlobError) -> [UInt8] {
        let reading = try reading(address, owner, bytesMax)
        return try await queue.run { () throws(BlobError) in
            var bytes: [UInt8] = []
            try reading.run(address) { piece throws(BlobError) in bytes += piece }
            return bytes
        }
    }

    func copy(
        _ address: BlobAddress, owner: PersonID, to path: String, bytesMax: Int
    ) async throws(BlobError) -> Int {
        let reading = try reading(address, owner, bytesMax)
        return try await queue.run { () throws(BlobError) in try reading.copy(address, to: path) }
    }

    func holds(_ address: BlobAddress) async throws(BlobError) -> Bool {
        try await onDisk { folder throws(FileError) in try folder.exists(folder.path(of: address)) }
    }

    func remove(_ address: BlobAddress) async throws(BlobError) {
        try await onDisk { folder throws(FileError) in try folder.remove(address) }
    }

    func removeLeftovers(now: Timestamp) async throws(BlobError) -> Int {
        // A lock of another computer is not seen through every network file system.
        let writtenBefore = isShared ? now.adding(seconds: -BlobSweep.leftoverAgeSeconds) : nil
        return try await onDisk { folder throws(FileError) in try folder.removeLeftovers(writtenBefore: writtenBefore)
        }
    }

    func list(after address: BlobAddress?, limit: Int) async throws(BlobError) -> [BlobEntry] {
        precondition(limit > 0, "a listing of \(limit) blobs")
        return try await onDisk { folder throws(FileError) in try folder.entries(after: address, limit: limit) }
    }

    func onDisk<Value: Sendable>(
        _ body: @escaping @Sendable (BlobFolder) throws(FileError) -> Value
    ) async throws(BlobError) -> Value {
        do throws(FileError) {
            return try await queue.run { [folder] () throws(FileError) in try body(folder) }
        } catch {
            throw BlobError(error)
        }
    }

    private func reading(
        _ address: BlobAddress, _ owner: PersonID, _ bytesMax: Int
    ) throws(BlobError) -> SealedBlobReading {
        SealedBlobReading(
            path: folder.path(of: address), files: folder.files,
            opening: SealedBlobOpening(
                key: try keys.blobKey(of: owner), context: Self.context(owner), bytesMax: bytesMax))
    }

    /// Binds a blob to its owner.
    static func context(_ owner: PersonID) -> String { "blob|\(owner)" }
}

extension KeyRing {
    /// The key of a person's blobs.
    ///
    /// - Throws: `BlobError.noKey`.
    func blobKey(of owner: PersonID) throws(BlobError) -> SymmetricKey {
        guard let key = key(for: owner) else { throw .noKey }
        return key.blobs
    }
}
