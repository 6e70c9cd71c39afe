import Synchronization

@testable import Events

/// A log that refuses to be written while a test says so, or takes as long as the test likes.
final class RefusingLog: EventLog {
    private let log = MemoryEventLog()
    private let state = Mutex((refuses: false, losesAnswer: false, refusals: 0))
    private let whileAppending: @Sendable () -> Void

    /// - Parameter whileAppending: called in every turn of writing, on the thread of the writer, which it may block.
    init(whileAppending: @escaping @Sendable () -> Void = {}) { self.whileAppending = whileAppending }

    var refusals: Int { state.withLock { $0.refusals } }
    var head: LogHead { log.head }

    func refuses(_ refuses: Bool) { state.withLock { $0.refuses = refuses } }

    /// The next batch is written and nobody hears of it; from then on everything is refused.
    func losesNextAnswer() { state.withLock { $0.losesAnswer = true } }

    func lines(after position: LogPosition, bytesMax: Int) throws(EventLogError) -> LineChunk {
        try log.lines(after: position, bytesMax: bytesMax)
    }

    func record(at position: LogPosition) throws(EventLogError) -> Record { try log.record(at: position) }

    func append(
        after known: LogPosition, catchUp: ([Record]) -> Void, batch: (LogHead) -> CommitLines?
    ) throws(EventLogError) -> LogHead {
        try refuse()
        whileAppending()
        let head = try log.append(after: known, catchUp: catchUp, batch: batch)
        let isLost = state.withLock { state in
            defer { state.losesAnswer = false }
            if state.losesAnswer { state.refuses = true }
            return state.losesAnswer
        }
        if isLost { throw .outcomeUnknown(DatabaseFailure(.unreachable, "lost")) }
        return head
    }

    func reopen() throws(EventLogError) { try refuse() }

    private func refuse() throws(EventLogError) {
        let refuses = state.withLock { state in
            if state.refuses { state.refusals += 1 }
            return state.refuses
        }
        if refuses { throw .io(FileError(call: "write", code: 5, file: "test")) }
    }
}
