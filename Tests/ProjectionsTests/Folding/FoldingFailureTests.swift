import Dispatch
import Testing

@testable import Events
@testable import Projections

/// A fold that fails answers with the error, at once, and leaves nothing behind: no thread that waits, no semaphore in use.
@Suite(.timeLimit(.minutes(2))) struct `Folding a log that cannot be read` {
    static let count = 120
    static let diskError = EventLogError.io(FileError(call: "read", code: 5, file: "1.jsonl"))

    static func lines() throws -> [[UInt8]] {
        try SampleLog().lines(RandomHistory.happenings(seed: 62, count: count))
    }

    /// Folds a log of `lines` by chunks, and gives the error once nobody reads the log any more.
    private func failure(
        _ lines: [[UInt8]], chunk: @escaping @Sendable (Int) throws(EventLogError) -> Int
    ) throws -> EventLogError? {
        var log: WatchedLog? = WatchedLog(try MemoryEventLog(lines: lines), chunk: chunk)
        let end = log?.end
        var found: EventLogError?
        do {
            if let log { _ = try ReadModels.folded(from: log, through: .end) }
        } catch let error as EventLogError {
            found = error
        }
        log = nil
        #expect(end?.wait(timeout: .now() + 10) == .success, "a thread still reads the log")
        return found
    }

    @Test func `names the damaged record, wherever it is`() throws {
        let lines = try Self.lines()
        for damaged in stride(from: 0, to: Self.count, by: 5) {
            var broken = lines
            broken[damaged][broken[damaged].count / 2] ^= 1
            for bytes in [1, 2_000, 1 << 20] {
                guard case .corrupt(let damage) = try failure(broken, chunk: { _ in bytes }) else {
                    Issue.record("damage at \(damaged) went unnoticed by \(bytes)")
                    continue
                }
                #expect(damage.position == LogPosition(UInt64(damaged + 1)))
            }
        }
    }

    @Test func `passes on what the system refused, whichever read it was`() throws {
        let lines = try Self.lines()
        for failing in 0..<12 {
            let error = try failure(lines) { number throws(EventLogError) in
                if number == failing { throw Self.diskError }
                return 2_000
            }
            #expect(error == Self.diskError)
        }
    }

    /// The fold ends in the middle of a chunk here, while the reader is 0 to 4 chunks ahead, or waits for room.
    @Test func `lets the reader go when the fold itself fails`() throws {
        let lines = try Self.lines()
        for position in [1, 2, 3, 30, 60, 118, 119, 120] {
            var broken = lines
            broken[position - 1] = try SampleLog().unreadable(at: LogPosition(UInt64(position)))
            for bytes in [1, 2_000, 8_000, 20_000, 1 << 20] {
                let error = try failure(broken) { _ in bytes }
                let reason = PayloadError(field: "cause", rule: .unknownValue)
                #expect(error == .unreadable(LogPosition(UInt64(position)), reason), "\(position) by \(bytes)")
            }
        }
    }

    @Test func `lets the reader go when nothing was taken`() throws {
        for chunks in [0, 1, 3, 4, 5, 40] {
            let records = try MemoryEventLog(lines: Array(Self.lines().prefix(chunks)))
            var log: WatchedLog? = WatchedLog(records) { _ in 1 }
            let end = log?.end
            if let log {
                let reader = ReadModels.facts(of: log, after: .zero, through: .end)
                reader.stop()
            }
            log = nil
            #expect(end?.wait(timeout: .now() + 10) == .success, "\(chunks)")
        }
    }

    @Test func `reads no further ahead than it should`() throws {
        let log = WatchedLog(try MemoryEventLog(lines: Self.lines())) { _ in 1 }
        let reader = ReadModels.facts(of: log, after: .zero, through: .end)
        defer { reader.stop() }
        for taken in 0..<20 {
            #expect(try reader.next()?.map(\.position) == [LogPosition(UInt64(taken + 1))])
            #expect(log.readCount <= taken + 1 + 4)
        }
    }
}
