/// What a store tells of a blob that it has just made durable.
struct StoredBlob: Equatable, Sendable {
    let address: BlobAddress
    /// SHA-256 of the body as it was handed in, hexadecimal.
    let sha256: String
    /// Size of the body as it was handed in.
    let byteCount: Int
}
