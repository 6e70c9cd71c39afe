import Foundation
import Postgres
import PostgresTestSupport
import Synchronization
import Testing

@testable import Events

/// The server's own process is killed (SIGKILL) while it commits: PostgreSQL then ends every session and recovers from its log.
@Suite(.enabled(if: TestServer.isThere), .serialized) struct `A database server that is killed` {
    @Test func `keeps what was acknowledged, and nothing that was refused`() throws {
        let seed: UInt64 = 7
        let database = try TestDatabase(on: .fragile)
        var configuration = PostgresEventLog.Configuration.test(database.url)
        configuration.resolveMax = .seconds(20)
        let log = try PostgresEventLog(writing: configuration)
        let journal = try CommitJournal(of: log)
        var maker = CommitMaker(seed: seed)
        for _ in 0..<5 { journal.append(to: log, with: &maker) }
        var generator = SeededGenerator(seed: seed)
        for round in 0..<6 {
            let process = try #require(try Self.process(of: log))
            let pause = UInt32(generator.next() % 2_500)
            let killing = Thread {
                usleep(pause)
                kill(process, SIGKILL)
            }
            killing.start()
            let before = journal.refused
            let deadline = ContinuousClock.now + .seconds(30)
            // Until the kill was felt, and then until the server is back.
            while try Self.process(of: log) == process, ContinuousClock.now < deadline {
                journal.append(to: log, with: &maker)
            }
            while case let count = journal.acknowledged, ContinuousClock.now < deadline {
                journal.append(to: log, with: &maker)
                if journal.acknowledged > count { break }
                usleep(20_000)
            }
            #expect(ContinuousClock.now < deadline, "seed \(seed), round \(round)")
            #expect(journal.refused - before <= 200, "seed \(seed), round \(round)")
        }
        try journal.check(try PostgresEventLog(reading: .test(database.url)), "seed \(seed)")
        try log.reopen()
    }

    /// The process that serves the appending connection; nil while there is none.
    private static func process(of log: PostgresEventLog) throws -> Int32? {
        log.writing.withLock { session in
            switch session.take() {
            case .some(let kept):
                let process = kept.serverProcess
                session = consume kept
                return process
            case .none: return nil
            }
        }
    }
}
