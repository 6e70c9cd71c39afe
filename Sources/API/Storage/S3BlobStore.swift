import Events
import Foundation
import S3
import Synchronization

/// Blobs in a bucket: `<first two hexadecimal digits>/<sealed SHA-256>` under its prefix, as in a folder.
///
/// A body is sealed into a file of this computer first, the spool, and stays there until the service says that it has all of it:
/// only then does `commit` return, and only then is anything recorded that names it. When the service does not take it, `commit`
/// throws `.unavailable`: nothing is recorded, and the client, who has the file, is told to come back. See
/// `docs/adr/0032-copies-in-s3.md`.
struct S3BlobStore: BlobStore {
    /// Somebody waits for each of these: a service that hangs is given up soon.
    static let limits = S3Limits(
        connectSeconds: 3, stallSeconds: 8, bytesPerSecondMin: 1_000, seconds: 300, connections: 8)
    /// Uploads and reads that may wait for one of the connections.
    static let waitingMax = 128
    /// For how long they do: whoever hands in a copie rather than is turned away.
    static let waitSecondsMax = (reading: 15.0, storing: 60.0)
    /// How long a request that gets no good answer is repeated.
    static let patience = S3Patience(attemptsMax: 4, firstSeconds: 0.25, secondsMax: 12)

    let health: StorageHealth
    private let bucket: S3Bucket
    private let spool: LocalBlobStore
    private let keys: any KeyRing
    private let slots: TransferSlots
    private let waitSeconds: (reading: Double, storing: Double)
    private let patience: S3Patience
    private let queue = BlockingQueue(label: "eaf-s3-blobs")

    /// A store; nothing is asked of the service yet. Blocks.
    ///
    /// - Parameters:
    ///   - spool: a folder of this process's computer, made when there is none.
    ///   - limits, patience, waitSeconds: other ones than usual in tests.
    init(
        _ configuration: S3Configuration, spool: String, keys: any KeyRing, files: any FileLayer,
        health: StorageHealth, limits: S3Limits = Self.limits, patience: S3Patience = Self.patience,
        waitSeconds: (reading: Double, storing: Double) = Self.waitSecondsMax
    ) throws(BlobError) {
        slots = TransferSlots(atOnce: limits.connections, waitingMax: Self.waitingMax)
        (self.waitSeconds, self.health, self.keys) = (waitSeconds, health, keys)
        bucket = S3Bucket(configuration, limits: limits)
        self.spool = try LocalBlobStore(directory: spool, keys: keys, files: files)
        self.patience = patience
    }

    func begin(for owner: PersonID, bytesMax: Int) async throws(BlobError) -> any BlobUpload {
        try checkIsUp()
        return S3BlobUpload(try await spool.spool(for: owner, bytesMax: bytesMax), to: self)
    }

    /// Sends a sealed body.
    func store(_ address: BlobAddress, from upload: LocalBlobUpload) async throws(BlobError) {
        try await inTurn(withinSeconds: waitSeconds.storing) { () async throws(BlobError) in
            let result: Result<Void, BlobError>
            do {
                try checkIsUp()
                try await bucket.upload(
                    Self.key(address), byteCount: upload.sealedByteCount, patience: patience,
                    whileWorthIt: { !health.isDown }
                ) { offset, count in try await upload.sealedBytes(at: offset, count: count) }
                result = .success(())
            } catch {
                result = .failure(Self.blobError(error))
            }
            switch result {
            case .success: health.noted(stored: true)
            case .failure(.unavailable): health.noted(stored: false)
            case .failure: break
            }
            try result.get()
        }
    }

    func bytes(of address: BlobAddress, owner: PersonID, bytesMax: Int) async throws(BlobError) -> [UInt8] {
        try await twiceWhenDamaged { () async throws(BlobError) in
            let body = Mutex<[UInt8]>([])
            try await read(address, owner, bytesMax) {
                body.withLock { $0 = [] }
                return { piece throws(BlobError) in body.withLock { $0 += piece } }
            }
            return body.withLock { $0 }
        }
    }

    func copy(
        _ address: BlobAddress, owner: PersonID, to path: String, bytesMax: Int
    ) async throws(BlobError) -> Int {
        try await twiceWhenDamaged { () async throws(BlobError) in
            let target = RestartableFile(path, POSIXFiles())
            do throws(BlobError) {
                try await read(address, owner, bytesMax) { () throws(BlobError) in
                    try target.restart()
                    return { piece throws(BlobError) in try target.append(piece) }
                }
                return target.finish()
            } catch {
                target.discard()
                throw error
            }
        }
    }

    func holds(_ address: BlobAddress) async throws(BlobError) -> Bool {
        try await ask { () async throws(S3Error) in try await bucket.head(Self.key(address)) != nil }
    }

    func remove(_ address: BlobAddress) async throws(BlobError) {
        try await ask { () async throws(S3Error) in try await bucket.remove(Self.key(address)) }
    }

    func removeLeftovers(now: Timestamp) async throws(BlobError) -> Int {
        let spooled = try await spool.removeLeftovers(now: now)
        let oldest = now.adding(seconds: -BlobSweep.leftoverAgeSeconds)
        return spooled
            + (try await ask { () async throws(S3Error) in
                try await bucket.abortUploads { begun in Timestamp(begun).map { $0 < oldest } ?? false }
            })
    }

    func list(after address: BlobAddress?, limit: Int) async throws(BlobError) -> [BlobEntry] {
        var entries: [BlobEntry] = []
        var last = address.map(Self.key)
        // Anything else that lies there is left alone.
        while entries.count < limit {
            let after = last
            let wanted = min(limit - entries.count, S3Bucket.pageMax)
            let page = try await ask { () async throws(S3Error) in try await bucket.list(after: after, limit: wanted)
            }
            entries += page.compactMap { listed in
                guard let address = Self.address(listed.key), let modified = Timestamp(listed.modified) else {
                    return nil
                }
                return BlobEntry(address: address, sealedByteCount: listed.size, modified: modified)
            }
            guard page.count == wanted else { break }
            last = page.last?.key
        }
        return entries
    }

    // MARK: - Requests

    /// Reads a blob from its beginning, as often as it takes.
    ///
    /// - Parameter start: called before each attempt; returns what takes the body's pieces.
    private func read(
        _ address: BlobAddress, _ owner: PersonID, _ bytesMax: Int,
        start: () throws(BlobError) -> @Sendable ([UInt8]) throws(BlobError) -> Void
    ) async throws(BlobError) {
        let key = try keys.blobKey(of: owner)
        let failure = Mutex<BlobError?>(nil)
        let isThere = try await ask { () async throws(S3Error) in
            failure.withLock { $0 = nil }
            let opened = Mutex(
                SealedBlobOpening(key: key, context: LocalBlobStore.context(owner), bytesMax: bytesMax))
            let sink: @Sendable ([UInt8]) throws(BlobError) -> Void
            do throws(BlobError) {
                sink = try start()
            } catch {
                failure.withLock { $0 = error }
                return true
            }
            let isThere: Bool
            do throws(S3Error) {
                isThere = try await bucket.get(Self.key(address)) { chunk in
                    let result = Result { () throws(BlobError) in
                        try opened.withLock { opening throws(BlobError) in try opening.take(chunk, sink) }
                    }
                    guard case .failure(let error) = result else { return true }
                    failure.withLock { $0 = error }
                    return false
                }
            } catch {
                // What the body's taker had to say explains it.
                if failure.withLock({ $0 != nil }) { return true }
                throw error
            }
            guard isThere else { return false }
            let ended = Result { () throws(BlobError) in
                try opened.withLock { opening throws(BlobError) in try opening.finish(address, sink) }
            }
            if case .failure(let error) = ended { failure.withLock { $0 = error } }
            return true
        }
        if let error = failure.withLock({ $0 }) { throw error }
        guard isThere else { throw .notFound }
    }

    /// What arrives may be damaged on its way; what is damaged in its place is so again.
    private func twiceWhenDamaged<Value>(
        _ read: () async throws(BlobError) -> Value
    ) async throws(BlobError) -> Value {
        do throws(BlobError) {
            return try await read()
        } catch {
            guard error == .damaged else { throw error }
        }
        return try await read()
    }

    private func ask<Value>(_ call: () async throws(S3Error) -> Value) async throws(BlobError) -> Value {
        try await inTurn(withinSeconds: waitSeconds.reading) { () async throws(BlobError) in
            try checkIsUp()
            do throws(S3Error) {
                return try await patience.run(whileWorthIt: { !health.isDown }, call)
            } catch {
                throw Self.blobError(error)
            }
        }
    }

    /// As many go on as there are connections, so that nobody waits for one behind a request that has all the time of an upload.
    private func inTurn<Value>(
        withinSeconds seconds: Double, _ body: () async throws(BlobError) -> Value
    ) async throws(BlobError) -> Value {
        try checkIsUp()
        try await slots.enter(withinSeconds: seconds)
        let result: Result<Value, BlobError>
        do throws(BlobError) {
            result = .success(try await body())
        } catch {
            result = .failure(error)
        }
        await slots.leave()
        return try result.get()
    }

    private func checkIsUp() throws(BlobError) {
        if health.isDown { throw .unavailable("le stockage des copies ne répond pas") }
    }

    private static func blobError(_ error: any Error) -> BlobError {
        switch error {
        case let error as BlobError: error
        case let error as S3Error: .unavailable(error.explanation)
        default: .unavailable("l'envoi a été interrompu")
        }
    }
}
