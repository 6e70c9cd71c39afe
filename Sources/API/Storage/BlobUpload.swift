/// A body on its way into a store. It ends with `commit` or `abort`, or by being let go, which aborts it.
///
/// Until `commit` it is in a sealed file on this computer, and in no store. A call that throws has aborted the upload: what was
/// written is gone, and every further call throws the same error.
protocol BlobUpload: Sendable {
    /// Takes the next bytes of the body.
    ///
    /// - Throws: `BlobError.tooLarge`, `.diskFull`, `.io`.
    func write(_ bytes: [UInt8]) async throws(BlobError)

    /// Ends the body: it has its address now, and can be looked at before it is stored. A second time it only says so again.
    ///
    /// - Throws: `BlobError.diskFull`, `.io`.
    func seal() async throws(BlobError) -> StoredBlob

    /// Writes the body to a new file at `path`, mode 0600, not synced; the upload must be sealed.
    ///
    /// - Throws: `BlobError`; the upload itself goes on, and no file is left behind.
    func copy(to path: String) async throws(BlobError)

    /// Ends the body, if it was not sealed yet, and stores it; durable on return.
    ///
    /// - Throws: `BlobError.diskFull`, `.io`, `.unavailable`.
    func commit() async throws(BlobError) -> StoredBlob

    /// Drops what was written. After `commit`, or a second time, it does nothing.
    func abort() async
}
