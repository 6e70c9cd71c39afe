import Events

/// How blobs are called in the bucket.
extension S3BlobStore {
    static func key(_ address: BlobAddress) -> String { "\(address.prefix)/\(address)" }

    static func address(_ key: String) -> BlobAddress? {
        let address = BlobAddress(String(key.suffix(BlobAddress.digits)))
        return address.flatMap { Self.key($0) == key ? $0 : nil }
    }
}
