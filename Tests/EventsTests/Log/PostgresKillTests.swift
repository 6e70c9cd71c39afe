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

    /// A server that is killed while a COMMIT waits for the standby shows the commit when it is back, and no standby has it.
    @Test func `acknowledges nothing that its synchronous standby does not have`() throws {
        let database = try TestDatabase(on: .fragile)
        var configuration = PostgresEventLog.Configuration.test(database.url)
        configuration.lockMax = .seconds(1)
        configuration.commitMax = .seconds(2)
        configuration.resolveMax = .seconds(6)
        var maker = CommitMaker(seed: 8)
        let first = try PostgresEventLog(writing: configuration)
        try first.fill(3, recordsMax: 3, with: &maker)
        let before = try first.everything()
        let head = try first.head
        let commit = try maker.commit(after: head, pages: ["/a", "/b"])
        // A standby that never comes, for this database alone.
        let standby = try MissingStandby(of: database)
        let log = try PostgresEventLog(writing: configuration)
        let outcome = Mutex<Result<LogHead, any Error>?>(nil)
        let appending = Thread {
            let result = Result { try log.append(after: head.position, catchUp: { _ in }, batch: { _ in commit }) }
            outcome.withLock { $0 = result }
        }
        appending.start()
        let waiting = try #require(Self.within(seconds: 10) { try? standby.waitingProcess() })
        kill(waiting, SIGKILL)
        let result = try #require(Self.within(seconds: 60) { outcome.withLock { $0 } })
        #expect {
            try result.get()
        } throws: { error in
            if case .outcomeUnknown? = error as? EventLogError { true } else { false }
        }
        // It is there, for who reads; nobody is answered on it, neither here nor by a process that is started now.
        let reader = try PostgresEventLog(reading: .test(database.url))
        #expect(try reader.everything() == before + commit.bytes)
        #expect(throws: EventLogError.self) { try log.reopen() }
        let next = try PostgresEventLog(writing: configuration)
        for log in [log, next] {
            #expect(throws: EventLogError.self) {
                try log.append(after: head.position, catchUp: { _ in }, batch: { _ in nil })
            }
        }
        try standby.isNotAskedFor()
        _ = try #require(Self.within(seconds: 20) { try? log.reopen() })
        var caughtUp: [UInt8] = []
        let end = try log.append(
            after: head.position,
            catchUp: { records in caughtUp += records.flatMap { (record) -> [UInt8] in record.line + [0x0A] } },
            batch: { _ in nil })
        #expect(caughtUp == commit.bytes && end == head.after(commit))
        #expect(try next.append(after: .zero, catchUp: { _ in }, batch: { _ in nil }) == end)
    }

    /// What `body` gives as soon as it gives something, nil when it does not in time.
    private static func within<Value>(seconds: Int, _ body: () -> Value?) -> Value? {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < deadline {
            if let value = body() { return value }
            usleep(20_000)
        }
        return nil
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

/// A synchronous standby that a server waits for and that never comes. Only new sessions of one database wait for it.
private final class MissingStandby {
    private let database: TestDatabase
    private let server: PostgresConfiguration

    init(of database: TestDatabase) throws {
        self.database = database
        server = .test(database.server.url)
        try run(
            "ALTER SYSTEM SET synchronous_commit = 'local'", "SELECT pg_reload_conf()",
            "ALTER DATABASE \(database.name) SET synchronous_commit = 'on'",
            "ALTER SYSTEM SET synchronous_standby_names = 'nobody'", "SELECT pg_reload_conf()")
        while try run("SHOW synchronous_standby_names") != "nobody" { usleep(10_000) }
    }

    deinit { _ = try? isNotAskedFor() }

    /// Nobody waits any more.
    func isNotAskedFor() throws {
        try run(
            "ALTER SYSTEM RESET synchronous_standby_names", "SELECT pg_reload_conf()",
            "ALTER SYSTEM RESET synchronous_commit", "SELECT pg_reload_conf()")
    }

    /// The process of a session that waits; nil when none does.
    func waitingProcess() throws -> Int32? {
        try run(
            "SELECT pid::text FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND datname = '\(database.name)'"
        ).flatMap { Int32($0) }
    }

    /// The last statement's first value, as text.
    @discardableResult
    private func run(_ statements: String...) throws -> String? {
        var connection = try PostgresConnection.open(server)
        var last: String?
        for statement in statements {
            let result = try connection.query(PostgresStatement(statement, [], format: .text), within: .seconds(20))
            last = result.count > 0 && result.columns > 0 ? result.string(0, 0) : nil
        }
        return last
    }
}
