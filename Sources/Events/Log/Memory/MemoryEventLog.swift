import Synchronization

/// A log in memory: the least that a log must do, for tests and for dry runs.
public final class MemoryEventLog: EventLog {
    private struct State {
        var lines: [[UInt8]] = []
        var head = LogHead.empty
    }

    private let state = Mutex(State())
    /// Held by the one who appends; readers do not wait for it.
    private let turn = Mutex(())

    /// An empty log.
    public init() {}

    public var head: LogHead { state.withLock { $0.head } }

    public func lines(after position: LogPosition, bytesMax: Int) throws(EventLogError) -> LineChunk {
        state.withLock { state in
            var bytes: [UInt8] = []
            var index = Int(clamping: position.rawValue)
            while index < state.lines.count, bytes.isEmpty || bytes.count + state.lines[index].count < bytesMax {
                bytes += state.lines[index]
                bytes.append(0x0A)
                index += 1
            }
            return LineChunk(bytes: bytes, first: position.next)
        }
    }

    public func record(at position: LogPosition) throws(EventLogError) -> Record {
        let line = state.withLock { state in
            let index = Int(clamping: position.rawValue) - 1
            return state.lines.indices.contains(index) ? state.lines[index] : nil
        }
        guard let line else { throw .noSuchRecord(position) }
        do throws(RecordDefect) {
            return try RecordParser.parse(line: line)
        } catch {
            throw .corrupt(LogDamage(position: position, file: nil, offset: 0, defect: error))
        }
    }

    public func append(
        after known: LogPosition, catchUp: ([Record]) -> Void, batch: (LogHead) -> CommitLines?
    ) throws(EventLogError) -> LogHead {
        try turn.withLock { _ throws(EventLogError) in
            let before = head
            if known < before.position { catchUp(try lines(after: known, bytesMax: .max).records()) }
            guard let commit = batch(before) else { return before }
            return state.withLock { state in
                state.lines += commit.lines
                state.head = before.after(commit)
                return state.head
            }
        }
    }

    public func reopen() {}
}
