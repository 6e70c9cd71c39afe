public import S3

/// A place for the objects of a backup: a folder, or a prefix of an S3 bucket.
///
/// Keys are relative paths of `a-z A-Z 0-9 . _ - /`; no part of one begins with a dot, and none ends in `.tmp`. An object is whole
/// or absent, never half there; what `put` returned for, or `head` tells of, is durable. After any error of `put` but `.conflict`
/// nobody knows whether the object was written: look before writing again. Nothing here lists: a backup's manifest names
/// everything.
public protocol BackupStore: Sendable {
    /// How operators know the place, without secrets.
    var name: String { get }

    /// The object, or nil when there is none.
    ///
    /// - Throws: `BackupStoreError`; `.tooLarge` when it has more than `bytesMax` bytes.
    func get(_ key: String, bytesMax: Int) async throws(BackupStoreError) -> StoredObject?

    /// The size and version of an object, or nil when there is none; its bytes are not read.
    func head(_ key: String) async throws(BackupStoreError) -> ObjectInfo?

    /// Writes an object, if the condition holds, and returns its version.
    ///
    /// - Throws: `BackupStoreError.conflict` when the condition does not hold: nothing was written then.
    @discardableResult
    func put(
        _ key: String, _ bytes: [UInt8], if condition: PutCondition
    ) async throws(BackupStoreError) -> ObjectVersion

    /// Removes an object; to remove what is not there is no error. Only pruning asks for it.
    func remove(_ key: String) async throws(BackupStoreError)

    /// What operators should know before they write to the place, in French; nil when it does all of the above.
    func weakness() async throws(BackupStoreError) -> String?
}

extension BackupStore {
    /// None.
    public func weakness() async throws(BackupStoreError) -> String? { nil }
}
