import Dispatch
import Synchronization

@testable import Events

/// A log whose reads a test decides on, and whose end it can wait for: whoever still reads it keeps it alive.
final class WatchedLog: LogReader {
    private let log: MemoryEventLog
    private let reads = Mutex(0)
    private let chunk: @Sendable (Int) throws(EventLogError) -> Int
    private let gone = DispatchSemaphore(value: 0)

    /// - Parameter chunk: the bytes that the read of this number, from 0, may return, or why it fails.
    init(_ log: MemoryEventLog, chunk: @escaping @Sendable (Int) throws(EventLogError) -> Int) {
        self.log = log
        self.chunk = chunk
    }

    deinit { gone.signal() }

    /// Signalled once, when nobody reads the log any more.
    var end: DispatchSemaphore { gone }
    /// How often lines were asked for.
    var readCount: Int { reads.withLock { $0 } }
    var head: LogHead { log.head }

    func lines(after position: LogPosition, bytesMax: Int) throws(EventLogError) -> LineChunk {
        let number = reads.withLock { reads in
            defer { reads += 1 }
            return reads
        }
        return try log.lines(after: position, bytesMax: chunk(number))
    }

    func record(at position: LogPosition) throws(EventLogError) -> Record { try log.record(at: position) }
}
