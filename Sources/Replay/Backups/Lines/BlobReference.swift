import Events

/// A blob that a record names.
struct BlobReference: Hashable, Sendable {
    /// Of the sealed bytes.
    let address: SHA256Text
    /// Whose key seals it.
    let owner: PersonID?

    /// Where blobs lie under the data directory.
    static let folder = "uploads/copies"

    /// Where it lies under the data directory.
    var path: String { Self.folder + "/" + address.blobKey }
}
