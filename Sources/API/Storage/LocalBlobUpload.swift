import Crypto
import Events
import Synchronization

/// An upload into a local store; its calls run on threads that may block.
final class LocalBlobUpload: BlobUpload {
    private let queue: BlockingQueue
    private let file: Mutex<SealedBlobFile>
    private let opening: SealedBlobOpening

    /// - Parameter opening: reads what was sealed.
    init(_ file: SealedBlobFile, opening: SealedBlobOpening, queue: BlockingQueue) {
        self.queue = queue
        self.opening = opening
        self.file = Mutex(file)
    }

    deinit { file.withLock { $0.abort() } }

    func write(_ bytes: [UInt8]) async throws(BlobError) {
        try await onFile { file throws(BlobError) in try file.write(bytes) }
    }

    func seal() async throws(BlobError) -> StoredBlob {
        try await onFile { file throws(BlobError) in try file.seal() }
    }

    func copy(to path: String) async throws(BlobError) {
        _ = try await onFile { [opening] file throws(BlobError) in
            let address = try file.seal().address
            return try file.reading(opening).copy(address, to: path)
        }
    }

    func commit() async throws(BlobError) -> StoredBlob {
        try await onFile { file throws(BlobError) in try file.commit() }
    }

    func abort() async {
        await queue.run { [self] in file.withLock { $0.abort() } }
    }

    /// Drops what was written; every further call throws `error`.
    func fail(_ error: BlobError) async {
        await queue.run { [self] in file.withLock { $0.fail(error) } }
    }

    /// Size of the sealed bytes.
    var sealedByteCount: Int { file.withLock { $0.sealedByteCount } }

    /// Some of the sealed bytes, for a store elsewhere.
    func sealedBytes(at offset: Int, count: Int) async throws(BlobError) -> [UInt8] {
        try await onFile { file throws(BlobError) in try file.sealedBytes(at: offset, count: count) }
    }

    private func onFile<Value: Sendable>(
        _ body: @escaping @Sendable (inout SealedBlobFile) throws(BlobError) -> Value
    ) async throws(BlobError) -> Value {
        try await queue.run { [self] () throws(BlobError) in
            try file.withLock { file throws(BlobError) in try body(&file) }
        }
    }
}
