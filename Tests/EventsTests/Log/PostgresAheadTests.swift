import Foundation
import Postgres
import PostgresTestSupport
import Testing

@testable import Events

@Suite(.enabled(if: TestServer.isThere)) struct `A turn of writing that was decided ahead` {
    let database: TestDatabase

    init() throws { database = try TestDatabase() }

    private func open() throws -> PostgresEventLog {
        var configuration = PostgresEventLog.Configuration.impatient(database.url)
        configuration.turnsAloneMin = 0
        return try PostgresEventLog(writing: configuration)
    }

    @Test func `is decided again when somebody else has appended`() throws {
        let log = try open()
        var maker = CommitMaker(seed: 7)
        try log.fill(3, recordsMax: 2, with: &maker)
        let head = try log.head
        let others = try maker.commit(after: head, pages: ["/autre", "/autre"])
        var heads: [LogPosition] = []
        var caughtUp: [UInt64] = []
        var failure: (any Error)?
        let other = try PostgresEventLog(writing: .impatient(database.url))
        let end = try log.append(
            after: head.position, catchUp: { caughtUp += $0.map(\.position.rawValue) },
            batch: { head in
                heads.append(head.position)
                do {
                    if heads.count == 1 { try other.add(others) }
                    return try maker.commit(after: head, pages: ["/\(heads.count)"])
                } catch {
                    failure = error
                    return nil
                }
            })
        #expect(failure == nil)
        #expect(heads == [head.position, LogPosition(head.position.rawValue + 2)])
        #expect(caughtUp == [head.position.rawValue + 1, head.position.rawValue + 2])
        #expect(end.position == LogPosition(head.position.rawValue + 3))
        #expect(try log.everything() == other.everything())
    }

    @Test func `is not decided again for being long, or for adding nothing`() throws {
        let log = try open()
        var maker = CommitMaker(seed: 8)
        try log.fill(3, recordsMax: 2, with: &maker)
        let head = try log.head
        let long = try maker.commit(after: head, pages: (0..<400).map { "/\($0)" })
        var calls = 0
        let end = try log.append(after: head.position, catchUp: { _ in }) { _ in
            calls += 1
            return long
        }
        #expect(calls == 1 && end.position == LogPosition(head.position.rawValue + 400))
        let same = try log.append(after: end.position, catchUp: { _ in }) { _ in
            calls += 1
            return nil
        }
        #expect(calls == 2 && same == end)
    }

    @Test func `adds nothing when it arrives after it was made again`() throws {
        let log = try open()
        var maker = CommitMaker(seed: 9)
        try log.fill(3, recordsMax: 2, with: &maker)
        let head = try log.head
        let opening = Array(try log.record(at: head.position).line.prefix(RecordFormat.checkedFrom))
        let commit = try maker.commit(after: head, pages: ["/tard"])
        let late = PostgresSQL.append(commit.lines, after: head.position, opening: opening)
        var connection = try database.connect()
        var broken = try database.connect()
        #expect(try log.settle(commit, after: head, on: &broken, cause: DatabaseFailure(.unreachable, "lost")))
        let before = try log.everything()
        #expect {
            try connection.query(late, within: .seconds(10))
        } throws: { error in
            (error as? PostgresError)?.state == .serializationFailure
        }
        #expect(try log.everything() == before)
        #expect(before.suffix(commit.byteCount) == commit.bytes[...])
    }

    @Test func `is refused on another history`() throws {
        let log = try open()
        var maker = CommitMaker(seed: 10)
        try log.fill(3, recordsMax: 2, with: &maker)
        let head = try log.head
        let line = String(decoding: RecordText(position: head.position.rawValue).bytes, as: UTF8.self)
        try database.run(
            "ALTER TABLE eventlog.records DISABLE TRIGGER ALL",
            "UPDATE eventlog.records SET record = '\(line)' WHERE position = \(head.position)",
            "ALTER TABLE eventlog.records ENABLE ALWAYS TRIGGER records_stay")
        #expect(throws: EventLogError.diverged(head.position)) {
            try log.add(maker.commit(after: head, pages: ["/1"]))
        }
    }
}
