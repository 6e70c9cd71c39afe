import Events

/// A copie's file and text in the blob store, ready for the record that names them.
struct ImportedFile: Sendable {
    let blob: StoredBlob
    let fileType: String
    /// Address of the text when it is too long for a record.
    let textBlob: String?

    /// Of a dry run, which stores nothing.
    static let none = ImportedFile(
        blob: StoredBlob(
            address: BlobAddress(digest: [UInt8](repeating: 0, count: 32)), sha256: String(repeating: "0", count: 64),
            byteCount: 1), fileType: "text/plain", textBlob: nil)

    /// Addresses of what has to go again when no record will name it.
    var addresses: [BlobAddress] { [blob.address] + (textBlob.flatMap { BlobAddress($0) }.map { [$0] } ?? []) }
}
