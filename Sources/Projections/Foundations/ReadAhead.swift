import Dispatch
import Events
import Synchronization

/// Reads, checks and parses a log's records on another thread, a bounded number of chunks ahead of who takes them.
final class ReadAhead: Sendable {
    /// Parsed chunks that may wait, a chunk being about a mebibyte of lines.
    private static let chunksAhead = 4

    private struct State {
        var ready: [Result<[Record], any Error>] = []
        var isStopped = false
    }

    private let state = Mutex(State())
    private let filled = DispatchSemaphore(value: 0)
    /// Made with 0 and raised in `init`: libdispatch traps when a semaphore goes away below the value it was made with, and
    /// chunks may be left that nobody takes.
    private let free = DispatchSemaphore(value: 0)

    init(log: any LogReader, after position: LogPosition, through last: LogPosition) {
        for _ in 0..<Self.chunksAhead { free.signal() }
        DispatchQueue(label: "fr.eaf.read-ahead").async { [self] in read(log, position, last) }
    }

    /// The next records, in order; nil after the last.
    func next() throws -> [Record]? {
        filled.wait()
        let result = state.withLock { state in state.ready.isEmpty ? nil : state.ready.removeFirst() }
        free.signal()
        return try result?.get()
    }

    /// Lets the reading thread end. Whoever takes no more calls it, or that thread waits for ever.
    func stop() {
        state.withLock { $0.isStopped = true }
        free.signal()
    }

    private func read(_ log: any LogReader, _ position: LogPosition, _ last: LogPosition) {
        var position = position
        while position < last {
            free.wait()
            if state.withLock({ $0.isStopped }) { return }
            let result = Result { try log.lines(after: position, bytesMax: type(of: log).chunkBytes).records() }
            var records = (try? result.get()) ?? []
            if let end = records.last?.position, end > last { records.removeAll { $0.position > last } }
            state.withLock { $0.ready.append(result.map { _ in records }) }
            filled.signal()
            // An error, or the log's end: nothing follows.
            guard let end = records.last?.position else { break }
            position = end
        }
        filled.signal()
    }
}
