import Crypto
import Events
import Synchronization

/// An upload into a local store; its calls run on threads that may block.
final class LocalBlobUpload: BlobUpload {
    private let queue: BlockingQueue
    private let file: Mutex<SealedBlobFile>

    init(_ file: SealedBlobFile, queue: BlockingQueue) {
        self.queue = queue
        self.file = Mutex(file)
    }

    deinit { file.withLock { $0.abort() } }

    func write(_ bytes: [UInt8]) async throws(BlobError) {
        try await queue.run { [self] () throws(BlobError) in
            try file.withLock { file throws(BlobError) in try file.write(bytes) }
        }
    }

    func commit() async throws(BlobError) -> StoredBlob {
        try await queue.run { [self] () throws(BlobError) in
            try file.withLock { file throws(BlobError) in try file.commit() }
        }
    }

    func abort() async {
        await queue.run { [self] in file.withLock { $0.abort() } }
    }
}
