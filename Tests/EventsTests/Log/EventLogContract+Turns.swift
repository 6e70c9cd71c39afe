import Synchronization
import Testing

@testable import Events

/// How far the writer is.
private final class Progress: Sendable {
    private struct State {
        var acknowledged = LogPosition.zero
        var begun = LogPosition.zero
        var isOver = false
    }

    private let state = Mutex(State())

    var acknowledged: LogPosition { state.withLock { $0.acknowledged } }
    /// The end of the commit that is being appended.
    var begun: LogPosition { state.withLock { $0.begun } }
    var isOver: Bool { state.withLock { $0.isOver } }

    func begin(_ commit: CommitLines) {
        state.withLock { $0.begun = LogPosition($0.acknowledged.rawValue + UInt64(commit.lines.count)) }
    }

    func acknowledge(_ head: LogHead) { state.withLock { $0.acknowledged = head.position } }
    func end() { state.withLock { $0.isOver = true } }
}

extension `Every event log` {
    @Test(arguments: LogKind.all)
    func `shows readers whole commits only, and only acknowledged ones or the one being acknowledged`(
        _ kind: LogKind
    ) async throws {
        let log = try kind.open(folder)
        let progress = Progress()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { progress.end() }
                var maker = CommitMaker(seed: 16)
                for _ in 0..<(kind.isRemote ? 40 : 150) {
                    let commit = try maker.commit(after: log.head, recordsMax: 5)
                    progress.begin(commit)
                    progress.acknowledge(try log.add(commit))
                    await Task.yield()
                }
            }
            for reader in 0..<3 {
                group.addTask {
                    var generator = SeededGenerator(seed: UInt64(reader))
                    while !progress.isOver {
                        let low = progress.acknowledged
                        let head = try log.head.position
                        let high = progress.begun
                        #expect(low <= head && head <= high, "reader \(reader)")
                        let start = LogPosition(head > .zero ? generator.next() % head.rawValue : 0)
                        var last: Record?
                        try log.forEachRecord(after: start, through: head) { last = $0 }
                        #expect(last?.commit == last?.position, "reader \(reader)")
                        #expect(head == .zero || last?.position == head, "reader \(reader)")
                        await Task.yield()
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test(arguments: LogKind.all)
    func `lets writers take turns, and none misses what another appended`(_ kind: LogKind) async throws {
        let log = try kind.open(folder)
        let commits = 40
        try await withThrowingTaskGroup(of: [UInt64].self) { group in
            for writer in 0..<4 {
                group.addTask {
                    var maker = CommitMaker(seed: UInt64(writer))
                    var seen: [UInt64] = []
                    for _ in 0..<commits {
                        let known = LogPosition(UInt64(seen.count))
                        var failure: (any Error)?
                        let head = try log.append(
                            after: known, catchUp: { seen += $0.map(\.position.rawValue) },
                            batch: { head in
                                do {
                                    return try maker.commit(after: head, recordsMax: 3)
                                } catch {
                                    failure = error
                                    return nil
                                }
                            })
                        #expect(failure == nil, "writer \(writer)")
                        seen += (UInt64(seen.count) + 1)..<(head.position.rawValue + 1)
                        await Task.yield()
                    }
                    return seen
                }
            }
            for try await seen in group { #expect(seen == Array(1..<UInt64(seen.count) + 1)) }
        }
        var checker = CommitChecker(after: .empty)
        try log.forEachRecord(after: .zero, through: .end) { try checker.accept($0) }
        #expect(checker.openCommit == nil)
        #expect(try log.head.position >= LogPosition(UInt64(4 * commits)))
    }
}
