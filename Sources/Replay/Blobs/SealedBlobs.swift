/// Where the sealed files of copies are: in a folder, or in a bucket. Nothing here needs a key of a person.
///
/// A blob lies under `<first two hexadecimal digits>/<SHA-256 of its sealed bytes>`, as the server puts it.
public protocol SealedBlobs: Sendable {
    /// How operators know the place, without secrets.
    var name: String { get }

    /// The sealed bytes as they are there, or nil when there are none.
    ///
    /// - Throws: `BackupStoreError`.
    func bytes(of address: SHA256Text) async throws(BackupStoreError) -> [UInt8]?

    /// Whether there is a blob; its bytes are not looked at.
    ///
    /// - Throws: `BackupStoreError`.
    func holds(_ address: SHA256Text) async throws(BackupStoreError) -> Bool

    /// Puts a blob, durably.
    ///
    /// - Throws: `BackupStoreError`.
    func put(_ bytes: [UInt8], as address: SHA256Text) async throws(BackupStoreError)

    /// The first `limit` blobs after an address, in order; fewer only at the end.
    ///
    /// - Throws: `BackupStoreError`.
    func list(after address: SHA256Text?, limit: Int) async throws(BackupStoreError) -> [SealedBlobEntry]
}
