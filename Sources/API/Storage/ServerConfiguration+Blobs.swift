import Events

extension ServerConfiguration {
    /// Where copies' files lie with `STORAGE_PROVIDER=local`.
    var blobDirectory: String { dataDirectory + "/uploads/copies" }
    /// Where they wait to be sent with `STORAGE_PROVIDER=s3`; this process's computer's own.
    var spoolDirectory: String { dataDirectory + "/spool" }

    /// The store that is configured. Blocks.
    ///
    /// - Parameters:
    ///   - health: what is known of the service, if there is one.
    ///   - isShared: whether other computers may use the folder too.
    /// - Throws: `BlobError`.
    func blobStore(
        keys: any KeyRing, health: StorageHealth, isShared: Bool
    ) throws(BlobError) -> any BlobStore {
        guard let s3 else {
            return try LocalBlobStore(
                directory: blobDirectory, keys: keys, files: POSIXFiles(), isShared: isShared)
        }
        return try S3BlobStore(s3, spool: spoolDirectory, keys: keys, files: POSIXFiles(), health: health)
    }
}
