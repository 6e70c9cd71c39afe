import Synchronization

/// Tells whoever waits that another checkpoint was published.
final class CheckpointNews: Sendable {
    private let waiting = Mutex<[AsyncStream<Void>.Continuation]>([])

    /// A stream that ends with its first element, at the next checkpoint.
    func next() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        waiting.withLock { $0.append(continuation) }
        return stream
    }

    func publish() {
        let continuations = waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
        for continuation in continuations {
            continuation.yield()
            continuation.finish()
        }
    }
}
