import Foundation
import Postgres
import PostgresTestSupport
import Synchronization
import TestSupport
import Testing

@testable import Events

@Suite(.enabled(if: TestServer.isThere)) struct `A log in Postgres whose connection fails` {
    let database: TestDatabase
    let proxy: CutProxy
    /// Decided under the lock, or ahead of it.
    fileprivate static let turnsAloneMin = [Int.max, 0]

    init() throws {
        database = try TestDatabase()
        proxy = try CutProxy(before: database.server.port)
    }

    private func filledLog(_ turnsAloneMin: Int) throws -> PostgresEventLog {
        var configuration = PostgresEventLog.Configuration.impatient(proxy.url(database.url))
        configuration.turnsAloneMin = turnsAloneMin
        let log = try PostgresEventLog(writing: configuration)
        var maker = CommitMaker(seed: 1)
        try log.fill(3, recordsMax: 3, with: &maker)
        return log
    }

    private func other() throws -> PostgresEventLog { try PostgresEventLog(reading: .test(database.url)) }

    /// Appends a commit; `fault` strikes when it was decided and before it is sent.
    @discardableResult
    private func append(to log: PostgresEventLog, _ seed: UInt64, _ fault: () throws -> Void) throws -> CommitLines {
        let commit = try Self.commit(after: log.head, seed)
        var failure: (any Error)?
        do {
            _ = try log.append(after: log.head.position, catchUp: { _ in }) { _ in
                do { try fault() } catch { failure = error }
                return commit
            }
        } catch {
            if let failure { throw failure }
            throw error
        }
        return commit
    }

    private static func commit(after head: LogHead, _ seed: UInt64) throws -> CommitLines {
        var maker = CommitMaker(seed: seed)
        return try maker.commit(after: head, pages: ["/a", "/b"])
    }

    @Test(arguments: Self.turnsAloneMin)
    func `answers once when the commit was made and its answer was lost`(_ turnsAloneMin: Int) throws {
        let log = try filledLog(turnsAloneMin)
        let before = try log.everything()
        let commit = try append(to: log, 2) { proxy.set(.loseAnswer) }
        // The fault did strike, between a commit that was made and its answer.
        #expect(proxy.fired == 1)
        #expect(try log.everything() == before + commit.bytes)
        #expect(try other().everything() == before + commit.bytes)
        let next = try append(to: log, 3) {}
        #expect(try other().everything() == before + commit.bytes + next.bytes)
    }

    @Test(arguments: Self.turnsAloneMin)
    func `makes it again when the commit never reached the server`(_ turnsAloneMin: Int) throws {
        let log = try filledLog(turnsAloneMin)
        let before = try log.everything()
        let commit = try append(to: log, 2) { proxy.set(.loseRequest) }
        #expect(proxy.fired == 1)
        #expect(try other().everything() == before + commit.bytes)
        let next = try append(to: log, 3) {}
        #expect(try other().everything() == before + commit.bytes + next.bytes)
    }

    @Test(arguments: Self.turnsAloneMin)
    func `makes it again when the server ended the session before the commit`(_ turnsAloneMin: Int) throws {
        let log = try filledLog(turnsAloneMin)
        let before = try log.everything()
        let commit = try append(to: log, 2) {
            try database.run(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
                    + "AND datname = current_database()")
        }
        #expect(try other().everything() == before + commit.bytes)
        let next = try append(to: log, 3) {}
        #expect(try other().everything() == before + commit.bytes + next.bytes)
    }

    @Test(arguments: Self.turnsAloneMin)
    func `does not make it again where somebody else wrote meanwhile`(_ turnsAloneMin: Int) throws {
        let log = try filledLog(turnsAloneMin)
        let before = try log.everything()
        let known = try log.head.position
        let theirs = try Self.commit(after: log.head, 9)
        let direct = try PostgresEventLog(writing: .test(database.url))
        var made: [CommitLines] = []
        let outcome = Result {
            try log.append(after: known, catchUp: { _ in }) { head in
                if made.isEmpty {
                    // The lock is free again, and somebody takes it.
                    _ = try? database.run(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
                            + "AND datname = current_database()")
                    _ = try? direct.add(theirs)
                }
                let commit = try? Self.commit(after: head, 2)
                made += [commit].compactMap(\.self)
                return commit
            }
        }
        // Under the lock it was decided for good; ahead of it, it is decided once more.
        if turnsAloneMin == 0 {
            #expect(try outcome.get().position == LogPosition(known.rawValue + 4))
            #expect(try other().everything() == before + theirs.bytes + made[1].bytes)
        } else {
            #expect(throws: EventLogError.self) { try outcome.get() }
            #expect(made.count == 1)
            #expect(try other().everything() == before + theirs.bytes)
        }
        try append(to: log, 3) {}
    }

    @Test(arguments: Self.turnsAloneMin)
    func `does not notice that idle connections were ended between two turns`(_ turnsAloneMin: Int) throws {
        let log = try filledLog(turnsAloneMin)
        let before = try log.everything()
        try database.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
                + "AND datname = current_database()")
        let commit = try append(to: log, 2) {}
        #expect(try log.everything() == before + commit.bytes)
    }

    @Test(arguments: Self.turnsAloneMin)
    func `says that it does not know when it cannot ask, and finds out at the next turn`(_ turnsAloneMin: Int) throws
    {
        let log = try filledLog(turnsAloneMin)
        let before = try log.everything()
        let known = try log.head.position
        let commit = try Self.commit(after: log.head, 2)
        let beats = log.pulse.beats
        // The answer is lost, and nobody answers any more for longer than the log waits.
        #expect {
            try append(to: log, 2) {
                proxy.set(.loseAnswer)
                cutLater()
            }
        } throws: { error in
            if case .outcomeUnknown? = error as? EventLogError { true } else { false }
        }
        #expect(log.pulse.beats > beats + 5, "what looks on sees that it goes from wait to wait")
        #expect(throws: EventLogError.self) { try log.reopen() }
        proxy.set(.none)
        try log.reopen()
        var caughtUp: [UInt8] = []
        let head = try log.append(
            after: known,
            catchUp: { records in caughtUp += records.flatMap { (record) -> [UInt8] in record.line + [0x0A] } },
            batch: { _ in nil })
        #expect(caughtUp == commit.bytes && head.position == LogPosition(known.rawValue + 2))
        #expect(try other().everything() == before + commit.bytes)
    }

    /// Takes the proxy down once the answer was lost.
    private func cutLater() {
        let proxy = proxy
        let cutting = Thread {
            while proxy.fired == 0 { usleep(200) }
            proxy.set(.down)
        }
        cutting.start()
    }

    @Test(arguments: Self.turnsAloneMin)
    func `reads nothing while the server is away, and reads on by itself`(_ turnsAloneMin: Int) throws {
        let log = try filledLog(turnsAloneMin)
        let before = try log.everything()
        proxy.set(.down)
        #expect(throws: EventLogError.self) { try log.head }
        #expect(throws: EventLogError.self) { try log.append(after: .zero, catchUp: { _ in }, batch: { _ in nil }) }
        do throws(EventLogError) {
            try log.reopen()
            Issue.record("a log without a server was reopened")
        } catch {
            if case .database(let failure) = error {
                #expect(failure.cause == .unreachable && failure.isPassing)
                #expect(error.remedy.contains("ne répond pas"))
            } else {
                Issue.record("\(error)")
            }
        }
        proxy.set(.none)
        #expect(try log.everything() == before)
        try log.reopen()
    }

    /// Sessions are ended at random moments while two writers append; what was acknowledged is there, what was refused is not.
    @Test(arguments: [UInt64(1), 2], Self.turnsAloneMin)
    func `keeps its word when sessions are ended at random`(_ seed: UInt64, _ turnsAloneMin: Int) throws {
        let log = try filledLog(turnsAloneMin)
        let ending = Mutex(false)
        let ended = Mutex(0)
        let database = database
        let cutting = Thread {
            var generator = SeededGenerator(seed: seed)
            while !ending.withLock({ $0 }) {
                usleep(UInt32(generator.next() % 8_000))
                let sql =
                    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'eaf' "
                    + "AND datname = current_database()"
                if let count = try? database.run(sql).flatMap({ Int($0) }) { ended.withLock { $0 += count } }
            }
        }
        cutting.start()
        defer { ending.withLock { $0 = true } }
        let journal = try CommitJournal(of: log)
        var maker = CommitMaker(seed: seed)
        let deadline = ContinuousClock.now + .seconds(20)
        while journal.acknowledged < 60 || ended.withLock({ $0 }) < 10, ContinuousClock.now < deadline {
            journal.append(to: log, with: &maker)
        }
        ending.withLock { $0 = true }
        #expect(ended.withLock { $0 } > 0, "seed \(seed): no session was ended")
        try journal.check(try other(), "seed \(seed)")
    }
}

extension PostgresEventLog.Configuration {
    /// Bounds that a test can wait for.
    static func impatient(_ url: String) -> Self {
        var configuration = Self.test(url)
        configuration.resolveMax = .milliseconds(1_500)
        return configuration
    }
}
