import Events

/// A blob in the listing of a store.
struct BlobEntry: Equatable, Sendable {
    let address: BlobAddress
    /// Size of the sealed bytes.
    let sealedByteCount: Int
    let modified: Timestamp
}
