import Crypto
import Events

/// Blobs in a folder of this computer: `<first two hexadecimal digits>/<sealed SHA-256>`, see `SealedBlobFile`.
struct LocalBlobStore: BlobStore {
    let folder: BlobFolder
    let queue = BlockingQueue(label: "eaf-blobs")
    private let keys: any KeyRing

    /// The store in `directory`, made when there is none. Blocks.
    init(directory: String, keys: any KeyRing, files: any FileLayer) throws(BlobError) {
        do throws(FileError) {
            folder = try BlobFolder(path: directory, files: files)
        } catch {
            throw BlobError(error)
        }
        self.keys = keys
    }

    func begin(for owner: PersonID, bytesMax: Int) async throws(BlobError) -> any BlobUpload {
        let key = try key(of: owner)
        return try await queue.run { [folder, queue] () throws(BlobError) in
            let file = try SealedBlobFile.begin(
                in: folder, key: key, context: Self.context(owner), bytesMax: bytesMax)
            return LocalBlobUpload(file, queue: queue)
        }
    }

    func bytes(of address: BlobAddress, owner: PersonID, bytesMax: Int) async throws(BlobError) -> [UInt8] {
        let reading = try reading(owner, bytesMax)
        return try await queue.run { () throws(BlobError) in
            var bytes: [UInt8] = []
            try reading.run(address) { piece throws(BlobError) in bytes += piece }
            return bytes
        }
    }

    func copy(
        _ address: BlobAddress, owner: PersonID, to path: String, bytesMax: Int
    ) async throws(BlobError) -> Int {
        let reading = try reading(owner, bytesMax)
        return try await queue.run { () throws(BlobError) in
            let file = try PlainFile(path, folder.files)
            do throws(BlobError) {
                var byteCount = 0
                try reading.run(address) { piece throws(BlobError) in
                    try file.append(piece)
                    byteCount += piece.count
                }
                file.close()
                return byteCount
            } catch {
                file.discard()
                throw error
            }
        }
    }

    func holds(_ address: BlobAddress) async throws(BlobError) -> Bool {
        try await onDisk { folder throws(FileError) in try folder.exists(folder.path(of: address)) }
    }

    func remove(_ address: BlobAddress) async throws(BlobError) {
        try await onDisk { folder throws(FileError) in try folder.remove(address) }
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

    private func reading(_ owner: PersonID, _ bytesMax: Int) throws(BlobError) -> SealedBlobReading {
        SealedBlobReading(
            folder: folder, key: try key(of: owner), context: Self.context(owner), bytesMax: bytesMax)
    }

    private func key(of owner: PersonID) throws(BlobError) -> SymmetricKey {
        guard let key = keys.key(for: owner) else { throw .noKey }
        return key.blobs
    }

    /// Binds a blob to its owner.
    private static func context(_ owner: PersonID) -> String { "blob|\(owner)" }
}
