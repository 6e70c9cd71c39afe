import Events

/// A blob that a record names.
struct BlobReference: Hashable, Sendable {
    /// Of the sealed bytes.
    let address: SHA256Text
    /// Whose key seals it.
    let owner: PersonID?

    /// Where it lies under the data directory.
    var path: String { "uploads/copies/\(address.description.prefix(2))/\(address)" }
}
