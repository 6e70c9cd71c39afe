import Synchronization

@testable import Events

/// A log that refuses to be written while a test says so.
final class RefusingLog: EventLog {
    private let log = MemoryEventLog()
    private let state = Mutex((refuses: false, refusals: 0))

    var refusals: Int { state.withLock { $0.refusals } }
    var head: LogHead { log.head }

    func refuses(_ refuses: Bool) { state.withLock { $0.refuses = refuses } }

    func lines(after position: LogPosition, bytesMax: Int) throws(EventLogError) -> LineChunk {
        try log.lines(after: position, bytesMax: bytesMax)
    }

    func record(at position: LogPosition) throws(EventLogError) -> Record { try log.record(at: position) }

    func append(
        after known: LogPosition, catchUp: ([Record]) -> Void, batch: (LogHead) -> CommitLines?
    ) throws(EventLogError) -> LogHead {
        try refuse()
        return try log.append(after: known, catchUp: catchUp, batch: batch)
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
