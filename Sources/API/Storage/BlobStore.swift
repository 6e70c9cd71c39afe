import Events

/// Keeps the files that records name: each sealed with its owner's key, under the SHA-256 of its sealed bytes.
///
/// A body is streamed: a store holds a few chunks of 64 KiB of it in memory, whatever its size. What
/// `BlobUpload.commit` returned is durable, so a record that names it never points at nothing.
protocol BlobStore: Sendable {
    /// Begins to store a body of `owner`.
    ///
    /// - Throws: `BlobError.noKey`, `.diskFull`, `.io`; `.unavailable` when it is known that nothing can be stored now.
    func begin(for owner: PersonID, bytesMax: Int) async throws(BlobError) -> any BlobUpload

    /// The body at `address`; address and seal are verified.
    ///
    /// - Throws: `BlobError`; `.tooLarge` when the body has more than `bytesMax` bytes.
    func bytes(of address: BlobAddress, owner: PersonID, bytesMax: Int) async throws(BlobError) -> [UInt8]

    /// Writes the body at `address` to a new file at `path`, mode 0600, and returns its size; address and seal are
    /// verified.
    ///
    /// The file is not synced: it is for reading now. No file is left behind when this throws.
    ///
    /// - Throws: `BlobError`; `.tooLarge` when the body has more than `bytesMax` bytes.
    @discardableResult
    func copy(
        _ address: BlobAddress, owner: PersonID, to path: String, bytesMax: Int
    ) async throws(BlobError) -> Int

    /// Whether a blob has the address; its bytes are not looked at.
    func holds(_ address: BlobAddress) async throws(BlobError) -> Bool

    /// Removes a blob, durably. To remove what is not there is no error.
    func remove(_ address: BlobAddress) async throws(BlobError)

    /// Removes what uploads of dead processes left, and returns how many there were.
    ///
    /// What may still be another computer's is spared until it is `BlobSweep.leftoverAgeSeconds` old.
    func removeLeftovers(now: Timestamp) async throws(BlobError) -> Int

    /// The first `limit` blobs after an address, in the order of addresses; fewer only at the end.
    func list(after address: BlobAddress?, limit: Int) async throws(BlobError) -> [BlobEntry]
}

extension BlobStore {
    /// Stores a body that is in memory.
    ///
    /// - Throws: as `begin` and `BlobUpload`.
    func put(_ bytes: [UInt8], for owner: PersonID) async throws(BlobError) -> StoredBlob {
        let upload = try await begin(for: owner, bytesMax: bytes.count)
        try await upload.write(bytes)
        return try await upload.commit()
    }
}
