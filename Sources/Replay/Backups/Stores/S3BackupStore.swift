public import S3

/// A backup under a prefix of an S3 bucket. What is assumed of the service stands in `docs/adr/0018-backups-on-s3.md`.
///
/// A request is sent once: whoever called decides whether to try again.
public struct S3BackupStore: BackupStore {
    private let bucket: S3Bucket

    init(configuration: S3Configuration, limits: S3Limits) { bucket = S3Bucket(configuration, limits: limits) }

    public var name: String { bucket.name }

    public func get(_ key: String, bytesMax: Int) async throws(BackupStoreError) -> StoredObject? {
        try await ask(key) { () async throws(S3Error) in try await bucket.get(key, bytesMax: bytesMax) }
    }

    public func head(_ key: String) async throws(BackupStoreError) -> ObjectInfo? {
        try await ask(key) { () async throws(S3Error) in try await bucket.head(key) }
    }

    @discardableResult
    public func put(
        _ key: String, _ bytes: [UInt8], if condition: PutCondition
    ) async throws(BackupStoreError) -> ObjectVersion {
        try await ask(key) { () async throws(S3Error) in try await bucket.put(key, bytes, if: condition) }
    }

    public func remove(_ key: String) async throws(BackupStoreError) {
        try await ask(key) { () async throws(S3Error) in try await bucket.remove(key) }
    }

    public func weakness() async throws(BackupStoreError) -> String? {
        do throws(S3Error) {
            guard try await bucket.honoursConditions() else {
                return "\(name) ignore les écritures conditionnelles : n'y expédiez que depuis un seul processus."
            }
            return nil
        } catch {
            throw BackupStoreError(error)
        }
    }

    private func ask<Value>(
        _ key: String, _ call: () async throws(S3Error) -> Value
    ) async throws(BackupStoreError) -> Value {
        try BackupKey.check(key)
        do throws(S3Error) {
            return try await call()
        } catch {
            throw BackupStoreError(error)
        }
    }
}
