/// A body on its way into a store. It ends with `commit` or `abort`, or by being let go, which aborts it.
///
/// A call that throws has aborted the upload: what was written is gone, and every further call throws the same error.
protocol BlobUpload: Sendable {
    /// Takes the next bytes of the body.
    ///
    /// - Throws: `BlobError.tooLarge`, `.diskFull`, `.io`.
    func write(_ bytes: [UInt8]) async throws(BlobError)

    /// Ends the body and gives it its address; durable on return.
    ///
    /// - Throws: `BlobError.diskFull`, `.io`.
    func commit() async throws(BlobError) -> StoredBlob

    /// Drops what was written. After `commit`, or a second time, it does nothing.
    func abort() async
}
