import Foundation
import Postgres
import Synchronization

/// What the writer is measured against: the usual ways of storing events in Postgres, each client on a connection of its own.
enum BareInserts {
    enum Kind {
        /// One INSERT of one row, committed by itself: no order, no decision.
        case insert
        /// One call of a function that takes an advisory lock, checks the version and adds a row, as message-db does.
        case function
    }

    static func prepare(_ url: String) throws {
        var connection = try open(url)
        try connection.script(
            """
            CREATE TABLE plain (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, record text NOT NULL);
            CREATE TABLE messages (position bigint PRIMARY KEY, record text NOT NULL);
            CREATE FUNCTION write_message(line text) RETURNS bigint LANGUAGE plpgsql AS $$
            DECLARE
                added bigint;
            BEGIN
                PERFORM pg_advisory_xact_lock(1);
                SELECT coalesce(max(position), 0) + 1 INTO added FROM messages;
                INSERT INTO messages VALUES (added, line);
                RETURN added;
            END
            $$;
            """, within: .seconds(20))
    }

    /// Rows a second of so many clients.
    static func rate(_ kind: Kind, clients: Int, seconds: Double, _ url: String) throws -> Double {
        let record = [UInt8](repeating: 0x61, count: 400)
        let statement =
            switch kind {
            case .insert: PostgresStatement("INSERT INTO plain (record) VALUES ($1)", [.utf8(record)])
            case .function: PostgresStatement("SELECT write_message($1)", [.utf8(record)])
            }
        let total = Counter()
        let ready = DispatchGroup()
        let ended = DispatchGroup()
        let start = DispatchSemaphore(value: 0)
        for _ in 0..<clients {
            ready.enter()
            ended.enter()
            let thread = Thread {
                defer { ended.leave() }
                let opened = try? open(url)
                ready.leave()
                start.wait()
                guard var connection = consume opened else { return }
                let end = ContinuousClock.now + .seconds(seconds)
                var count = 0
                while ContinuousClock.now < end, (try? connection.query(statement, within: .seconds(30))) != nil {
                    count += 1
                }
                total.add(count)
            }
            thread.start()
        }
        ready.wait()
        let began = ContinuousClock.now
        for _ in 0..<clients { start.signal() }
        ended.wait()
        return Double(total.value) / ((ContinuousClock.now - began) / .seconds(1))
    }

    /// Bytes a second of `COPY … TO STDOUT`, counted and dropped.
    static func copyRate(_ url: String) throws -> Double {
        var connection = try open(url)
        var bytes = 0
        let began = ContinuousClock.now
        try connection.copyOut("COPY eventlog.records (record) TO STDOUT", eachWithin: .seconds(30)) { row in
            bytes += row.count
        }
        return Double(bytes) / ((ContinuousClock.now - began) / .seconds(1))
    }

    static func run(_ sql: String, on url: String) throws {
        var connection = try open(url)
        try connection.query(PostgresStatement(sql, []), within: .seconds(60))
    }

    static func count(_ sql: String, on url: String) throws -> Int {
        var connection = try open(url)
        return try connection.query(PostgresStatement(sql, []), within: .seconds(60)).int(0, 0).map { Int($0) } ?? 0
    }

    static func setting(_ name: String, on url: String) throws -> String {
        var connection = try open(url)
        return try connection.query(
            PostgresStatement("SELECT current_setting($1)", [.text(name)]), within: .seconds(10)
        ).string(0, 0) ?? ""
    }

    private static func open(_ url: String) throws(PostgresError) -> PostgresConnection {
        try .open(PostgresConfiguration(url: url, applicationName: "eaf-bench", connectSecondsMax: 10))
    }

    private final class Counter: Sendable {
        private let count = Mutex(0)
        var value: Int { count.withLock { $0 } }
        func add(_ more: Int) { count.withLock { $0 += more } }
    }
}
