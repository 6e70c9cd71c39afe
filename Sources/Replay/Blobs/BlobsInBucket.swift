import Events
public import S3

/// Blobs in a bucket, as the server keeps them with `STORAGE_PROVIDER=s3`.
public struct BlobsInBucket: SealedBlobs {
    /// The largest copie that a server takes, with what sealing adds to it.
    private static let bytesMax = 256 << 20

    private let bucket: S3Bucket
    private let patience = S3Patience(attemptsMax: 5, firstSeconds: 0.5, secondsMax: 60)

    /// Nothing is asked of the service yet.
    public init(_ configuration: S3Configuration) { bucket = S3Bucket(configuration, limits: .usual) }

    public var name: String { bucket.name }

    public func bytes(of address: SHA256Text) async throws(BackupStoreError) -> [UInt8]? {
        try await ask { () async throws(S3Error) in
            try await bucket.get(address.blobKey, bytesMax: Self.bytesMax)?.bytes
        }
    }

    public func holds(_ address: SHA256Text) async throws(BackupStoreError) -> Bool {
        try await ask { () async throws(S3Error) in try await bucket.head(address.blobKey) != nil }
    }

    public func put(_ bytes: [UInt8], as address: SHA256Text) async throws(BackupStoreError) {
        do {
            try await bucket.upload(
                address.blobKey, byteCount: bytes.count, patience: patience, whileWorthIt: { true }
            ) { offset, count in Array(bytes[offset..<offset + count]) }
        } catch {
            throw (error as? S3Error).map(BackupStoreError.init)
                ?? .unavailable("l'envoi a été interrompu", retryAfterSeconds: nil)
        }
    }

    public func list(
        after address: SHA256Text?, limit: Int
    ) async throws(BackupStoreError) -> [SealedBlobEntry] {
        var entries: [SealedBlobEntry] = []
        var last = address?.blobKey
        // Anything else that lies there is left alone.
        while entries.count < limit {
            let after = last
            let wanted = min(limit - entries.count, S3Bucket.pageMax)
            let page = try await ask { () async throws(S3Error) in try await bucket.list(after: after, limit: wanted)
            }
            entries += page.compactMap { listed in
                guard let address = SHA256Text(blobKey: listed.key), let time = Timestamp(listed.modified) else {
                    return nil
                }
                return SealedBlobEntry(address: address, modified: time)
            }
            guard page.count == wanted else { break }
            last = page.last?.key
        }
        return entries
    }

    private func ask<Value>(_ call: () async throws(S3Error) -> Value) async throws(BackupStoreError) -> Value {
        do throws(S3Error) { return try await patience.run(call) } catch { throw BackupStoreError(error) }
    }
}
