/// An upload into a bucket: a sealed file of this computer until the service has all of it.
final class S3BlobUpload: BlobUpload {
    private let spooled: LocalBlobUpload
    private let store: S3BlobStore

    init(_ spooled: LocalBlobUpload, to store: S3BlobStore) {
        self.spooled = spooled
        self.store = store
    }

    func write(_ bytes: [UInt8]) async throws(BlobError) { try await spooled.write(bytes) }
    func seal() async throws(BlobError) -> StoredBlob { try await spooled.seal() }
    func copy(to path: String) async throws(BlobError) { try await spooled.copy(to: path) }
    func abort() async { await spooled.abort() }

    func commit() async throws(BlobError) -> StoredBlob {
        let stored = try await spooled.seal()
        do throws(BlobError) {
            try await store.store(stored.address, from: spooled)
        } catch {
            await spooled.fail(error)
            throw error
        }
        // The service has it: the file here has done its work.
        await spooled.abort()
        return stored
    }
}
