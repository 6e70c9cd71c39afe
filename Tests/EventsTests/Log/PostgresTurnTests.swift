import Foundation
import Postgres
import PostgresTestSupport
import Synchronization
import Testing

@testable import Events

@Suite(.enabled(if: TestServer.isThere)) struct `A turn of writing in Postgres` {
    let database: TestDatabase

    init() throws { database = try TestDatabase() }

    private func open() throws -> PostgresEventLog { try PostgresEventLog(writing: .impatient(database.url)) }

    @Test func `is taken from a holder that froze, whose late commit is refused`() throws {
        var configuration = PostgresEventLog.Configuration.impatient(database.url)
        configuration.idleMax = .milliseconds(200)
        let frozen = try PostgresEventLog(writing: configuration)
        let other = try open()
        var maker = CommitMaker(seed: 1)
        try frozen.fill(2, recordsMax: 2, with: &maker)
        let head = try frozen.head
        let late = try maker.commit(after: head, pages: ["/tard", "/tard"])
        let winner = try maker.commit(after: head, pages: ["/temps"])
        var failure: (any Error)?
        #expect {
            try frozen.append(after: head.position, catchUp: { _ in }) { _ in
                // Frozen here, until somebody else has written.
                do { try other.add(winner) } catch { failure = error }
                return late
            }
        } throws: { error in
            if case .database? = error as? EventLogError { true } else { false }
        }
        #expect(failure == nil)
        #expect(try other.head.position == head.position.next)
        #expect(Array(try other.record(at: head.position.next).line) == winner.lines[0])
        // The frozen one sees what happened and goes on.
        var caughtUp: [UInt64] = []
        _ = try frozen.append(
            after: head.position, catchUp: { caughtUp += $0.map(\.position.rawValue) }, batch: { _ in nil })
        #expect(caughtUp == [head.position.rawValue + 1])
    }

    @Test func `is not taken from a holder that is slow within its time`() throws {
        let first = try open()
        let second = try open()
        var maker = CommitMaker(seed: 2)
        let commits = try [maker.commit(after: .empty, pages: ["/1"])]
        let order = Mutex<[String]>([])
        let waiting = Thread {
            _ = try? second.append(after: .zero, catchUp: { _ in }) { head in
                order.withLock { $0.append("second at \(head.position)") }
                return nil
            }
            order.withLock { $0.append("end") }
        }
        _ = try first.append(after: .zero, catchUp: { _ in }) { _ in
            waiting.start()
            // Until the other one waits for the lock.
            while (try? database.run(
                "SELECT count(*) FROM pg_locks WHERE NOT granted AND database = "
                    + "(SELECT oid FROM pg_database WHERE datname = current_database())")) != "1"
            { usleep(1_000) }
            order.withLock { $0.append("first") }
            return commits[0]
        }
        while !order.withLock({ $0.contains("end") }) { usleep(1_000) }
        #expect(order.withLock { $0 } == ["first", "second at 1", "end"])
    }

    /// What waits for a standby is only what may not have reached it.
    @Test func `that adds nothing leaves a trace only after records that this process was never told of`() throws {
        try PostgresMigrations(url: database.url).run(dryRun: false)
        let role = "server_\(database.name.suffix(8))"
        try database.run("CREATE ROLE \(role) LOGIN", "GRANT eaf_append TO \(role)")
        defer { _ = try? database.run("DROP ROLE \(role)") }
        let own = database.url.replacingOccurrences(of: "postgres@", with: "\(role)@")
        let log = try PostgresEventLog(writing: .impatient(own))
        let other = try open()
        var maker = CommitMaker(seed: 12)
        try log.fill(2, recordsMax: 2, with: &maker)
        func turn() throws -> LogPosition {
            try log.append(after: .zero, catchUp: { _ in }, batch: { _ in nil }).position
        }
        // Who serves may do it, …
        try log.reopen()
        try other.fill(1, recordsMax: 2, with: &maker)
        #expect(try turn() == other.head.position)
        // … and when it may not, turns on what was confirmed go on as ever.
        let trace = "FUNCTION pg_catalog.pg_logical_emit_message(boolean, text, text)"
        try database.run("REVOKE EXECUTE ON \(trace) FROM PUBLIC")
        for _ in 0..<3 { #expect(try turn() == other.head.position) }
        try log.fill(20, recordsMax: 2, with: &maker)
        for _ in 0..<3 { #expect(try turn() == log.head.position) }
        // Another's record alone has to be confirmed; a commit of one's own does it too.
        try other.add(maker.commit(after: other.head, pages: ["/autre"]))
        #expect(throws: EventLogError.self) { try turn() }
        try log.add(maker.commit(after: other.head, pages: ["/ici"]))
        #expect(try turn() == log.head.position)
    }

    @Test func `of processes that race gives each position once`() async throws {
        let logs = try (0..<3).map { _ in try open() }
        let expected = 3 * 40
        try await withThrowingTaskGroup(of: [UInt64].self) { group in
            for (index, log) in logs.enumerated() {
                group.addTask {
                    var maker = CommitMaker(seed: UInt64(index))
                    var known = LogPosition.zero
                    var seen: [UInt64] = []
                    for _ in 0..<40 {
                        var size = 0
                        let head = try log.append(
                            after: known, catchUp: { seen += $0.map(\.position.rawValue) },
                            batch: { head in
                                let commit = try? maker.commit(after: head, recordsMax: 3)
                                size = commit?.lines.count ?? 0
                                return commit
                            })
                        seen += (head.position.rawValue + 1 - UInt64(size))..<(head.position.rawValue + 1)
                        known = head.position
                        await Task.yield()
                    }
                    return seen
                }
            }
            for try await seen in group { #expect(seen == Array(1..<UInt64(seen.count) + 1)) }
        }
        let commits = try database.run("SELECT count(*) FROM eventlog.commits")
        #expect(commits == "\(expected)")
    }

    @Test func `catches up with much that others wrote, and most of it without the lock`() throws {
        let writer = try open()
        let late = try open()
        var maker = CommitMaker(seed: 3)
        for _ in 0..<30 { try writer.add(maker.commit(after: writer.head, pages: (0..<50).map { "/\($0)" })) }
        var seen: [UInt64] = []
        var pieces = 0
        let head = try late.append(
            after: .zero,
            catchUp: { records in
                pieces += 1
                // While this is handed over, somebody else can write.
                if pieces == 1, let commit = try? maker.commit(after: writer.head, pages: ["/entre"]) {
                    _ = try? writer.add(commit)
                }
                seen += records.map(\.position.rawValue)
            }, batch: { _ in nil })
        #expect(head.position == LogPosition(1_501))
        #expect(seen == Array(1...1_501))
    }

    @Test func `is durable although the server would rather not`() throws {
        try PostgresMigrations(url: database.url).run(dryRun: false)
        try database.run("ALTER DATABASE \(database.name) SET synchronous_commit = off")
        var connection = try database.connect()
        let results = try connection.pipeline(
            [PostgresSQL.begin, PostgresSQL.lockTurn, "SHOW synchronous_commit", PostgresSQL.rollback],
            within: .seconds(10))
        #expect(results[2].string(0, 0) == "on")
        var maker = CommitMaker(seed: 11)
        try open().fill(1, recordsMax: 1, with: &maker)
        let log = try open()
        let opening = Array(try log.record(at: log.head.position).line.prefix(RecordFormat.checkedFrom))
        let ahead = try connection.pipeline(
            [
                PostgresSQL.begin,
                PostgresSQL.append(
                    try maker.commit(after: log.head, pages: ["/1"]).lines, after: log.head.position, opening: opening
                ),
                "SHOW synchronous_commit", PostgresSQL.rollback,
            ], within: .seconds(10))
        #expect(ahead[2].string(0, 0) == "on")
    }

    @Test func `is announced to who listens, once it is committed`() throws {
        let log = try open()
        var listener = try database.connect()
        try listener.listen(to: PostgresSQL.channel, within: .seconds(10))
        var maker = CommitMaker(seed: 4)
        try log.add(maker.commit(after: .empty, pages: ["/1", "/2", "/3"]))
        #expect(try listener.notification(within: .seconds(10))?.payload == "3")
        _ = try log.append(after: LogPosition(3), catchUp: { _ in }, batch: { _ in nil })
        #expect(try listener.notification(within: .milliseconds(50)) == nil)
    }

    @Test func `is refused on a database that lost what was committed`() throws {
        let log = try open()
        var maker = CommitMaker(seed: 5)
        try log.fill(4, recordsMax: 3, with: &maker)
        let head = try log.head.position
        // What an asynchronous standby does that was promoted: the last record is not there.
        try database.run(
            "ALTER TABLE eventlog.records DISABLE TRIGGER ALL",
            "DELETE FROM eventlog.records WHERE position = \(head)",
            "ALTER TABLE eventlog.records ENABLE ALWAYS TRIGGER records_stay")
        let lost = EventLogError.rolledBack(head: LogPosition(head.rawValue - 1), floor: head)
        #expect(throws: lost) { try log.append(after: head, catchUp: { _ in }, batch: { _ in nil }) }
        #expect(throws: lost) { try log.head }
        #expect(throws: lost) { try log.reopen() }
        // Another history has grown there meanwhile: the same positions, other records.
        let line = String(decoding: RecordText(position: head.rawValue).bytes, as: UTF8.self)
        try database.run("INSERT INTO eventlog.records VALUES (\(head), '\(line)')")
        #expect(throws: EventLogError.diverged(head)) {
            try log.append(after: head, catchUp: { _ in }, batch: { _ in nil })
        }
        #expect(throws: EventLogError.diverged(head)) { try log.reopen() }
        var floor = PostgresEventLog.Configuration.test(database.url)
        floor.floor = head.next
        #expect(throws: EventLogError.rolledBack(head: head, floor: head.next)) {
            _ = try PostgresEventLog(writing: floor)
        }
    }

    @Test func `names the record whose bytes were changed past the triggers`() throws {
        let log = try open()
        var maker = CommitMaker(seed: 6)
        try log.fill(4, recordsMax: 3, with: &maker)
        try database.run(
            "ALTER TABLE eventlog.records DISABLE TRIGGER ALL",
            "UPDATE eventlog.records SET record = replace(record, 'LCP', 'CLS') WHERE position = 2")
        #expect(throws: EventLogError.self) { try log.record(at: LogPosition(2)) }
        do throws(EventLogError) {
            _ = try log.lines(after: .zero, bytesMax: 1 << 20).records()
            Issue.record("a changed record was read")
        } catch {
            guard case .corrupt(let damage) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(damage.position == LogPosition(2))
        }
    }

    @Test func `is not for who opened the log for reading`() throws {
        _ = try open()
        let reader = try PostgresEventLog(reading: .test(database.url))
        #expect(throws: EventLogError.readOnly) {
            try reader.append(after: .zero, catchUp: { _ in }, batch: { _ in nil })
        }
    }
}
