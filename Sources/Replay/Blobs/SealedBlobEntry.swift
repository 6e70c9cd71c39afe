public import Events

/// A blob in the listing of a place.
public struct SealedBlobEntry: Equatable, Sendable {
    public let address: SHA256Text
    public let modified: Timestamp
}

extension SHA256Text {
    /// The name of the blob with this address in its folder or bucket.
    var blobKey: String { "\(description.prefix(2))/\(self)" }

    /// The address of a blob by its name; nil for anything else.
    init?(blobKey key: String) {
        guard let address = SHA256Text(String(key.split(separator: "/").last ?? "")), address.blobKey == key else {
            return nil
        }
        self = address
    }
}
