import Postgres
import PostgresTestSupport
import Testing

@testable import Events

@Suite(.enabled(if: TestServer.isThere)) struct `The table of records` {
    let database: TestDatabase
    let log: PostgresEventLog

    init() throws {
        database = try TestDatabase()
        log = try PostgresEventLog(writing: .test(database.url))
        var maker = CommitMaker(seed: 1)
        try log.fill(6, recordsMax: 4, with: &maker)
    }

    /// The SQLSTATE with which the database turns a statement down; nil when it did not.
    private func refusal(_ statements: String..., as role: String? = nil) -> SQLState? {
        do throws(PostgresError) {
            var connection = try database.connect()
            if let role { try connection.query(PostgresStatement("SET ROLE \(role)", []), within: .seconds(10)) }
            for statement in statements {
                try connection.query(PostgresStatement(statement, []), within: .seconds(10))
            }
            return nil
        } catch {
            return error.state
        }
    }

    private func line(_ position: UInt64) -> String {
        String(decoding: RecordText(position: position).bytes, as: UTF8.self)
    }

    @Test(arguments: [
        "UPDATE eventlog.records SET record = record", "DELETE FROM eventlog.records WHERE position = 1",
        "DELETE FROM eventlog.records WHERE false", "TRUNCATE eventlog.records",
        "SET session_replication_role = replica; DELETE FROM eventlog.records",
        """
        INSERT INTO eventlog.records SELECT * FROM eventlog.records LIMIT 1
        ON CONFLICT (position) DO UPDATE SET record = excluded.record
        """,
    ])
    func `refuses what is not an addition, from its owner too`(_ sql: String) throws {
        let before = try log.everything()
        let statements = sql.split(separator: "; ").map { String($0) }
        let state = statements.count == 2 ? refusal(statements[0], statements[1]) : refusal(sql)
        #expect(state == "23001")
        #expect(try log.everything() == before)
    }

    @Test func `refuses a gap, another position than the line says, and what is no line`() throws {
        let head = try log.head.position.rawValue
        func insert(_ position: UInt64, _ line: String) -> SQLState? {
            refusal("INSERT INTO eventlog.records VALUES (\(position), '\(line)')")
        }
        #expect(insert(head + 2, line(head + 2)) == "23000")
        #expect(insert(head + 1, line(head + 2)) == "23514")
        #expect(insert(head + 1, line(head + 1) + "\n") == "23514")
        #expect(insert(head + 1, "{}") == "23514")
        #expect(insert(head, line(head)) == .uniqueViolation)
        #expect(insert(0, line(0)) == "23000")
        let two = "(\(head + 1), '\(line(head + 1))'), (\(head + 3), '\(line(head + 3))')"
        #expect(refusal("INSERT INTO eventlog.records VALUES \(two)") == "23000")
        // Negative control: what follows the log is taken.
        #expect(insert(head + 1, line(head + 1)) == nil)
        #expect(try log.head.position == LogPosition(head + 1))
    }

    @Test func `does not let a record follow one that is not committed`() throws {
        let head = try log.head.position.rawValue
        var first = try database.connect()
        try first.pipeline(
            [
                "BEGIN",
                PostgresStatement(
                    "INSERT INTO eventlog.records VALUES ($1, $2)",
                    [.int(Int64(head + 1)), .text(line(head + 1))]),
            ], within: .seconds(10))
        #expect(refusal("INSERT INTO eventlog.records VALUES (\(head + 2), '\(line(head + 2))')") == "23000")
    }

    @Test func `lets servers read and add, and auditors read`() throws {
        let head = try log.head.position.rawValue
        let insert = "INSERT INTO eventlog.records VALUES (\(head + 1), '\(line(head + 1))')"
        let denied: SQLState = "42501"
        for sql in [
            "UPDATE eventlog.records SET record = ''", "DELETE FROM eventlog.records", "TRUNCATE eventlog.records",
            "ALTER TABLE eventlog.records DISABLE TRIGGER ALL", "DROP TABLE eventlog.records", insert,
            "SELECT * FROM eventlog.vault", "CREATE TABLE eventlog.x ()", "SELECT eventlog.grant_roles()",
        ] { #expect(refusal(sql, as: "eaf_audit") == denied, "\(sql)") }
        for sql in [
            "UPDATE eventlog.records SET record = ''", "DELETE FROM eventlog.records", "TRUNCATE eventlog.records",
            "ALTER TABLE eventlog.records DISABLE TRIGGER ALL", "DROP TABLE eventlog.records",
            "DELETE FROM eventlog.vault", "CREATE TABLE eventlog.x ()", "SELECT eventlog.grant_roles()",
        ] { #expect(refusal(sql, as: "eaf_append") == denied, "\(sql)") }
        #expect(refusal("SELECT * FROM eventlog.events", as: "eaf_audit") == nil)
        #expect(refusal("SELECT * FROM eventlog.vault", as: "eaf_append") == nil)
        #expect(refusal(insert, as: "eaf_append") == nil)
    }

    @Test func `shows auditors each attribute as a column, also of what SQL could not hold as text`() throws {
        let head = try log.head.position.rawValue
        let data = #"{"page":"\u0000 é","n":[1,null]}"#
        let text = RecordText(position: head + 1, type: "fr.eaf.avenir.decouvert.v3", data: data)
        try log.add(CommitLines(lines: [text.bytes], time: RecordText.time))
        let row = "FROM eventlog.events WHERE position = \(head + 1)"
        for (column, value) in [
            ("\"commit\"", "\(head + 1)"), ("id", RecordText.id), ("source", "/eaf/essai/1"), ("type", text.type),
            ("subject", text.subject), ("extract(epoch FROM \"time\")::bigint", "1790000000"), ("actor", text.actor),
            ("data", data), ("record", String(decoding: text.bytes, as: UTF8.self)),
        ] { #expect(try database.run("SELECT \(column) \(row)") == value) }
        #expect(try database.run("SELECT person IS NULL \(row)") == "t")
        #expect(try database.run("SELECT sum(records) FROM eventlog.types") == "\(head + 1)")
        #expect(try database.run("SELECT count(*) FROM eventlog.commits") == "7")
    }

    /// The plans that the log stands on: a probe of the primary key, however long the log is.
    @Test func `is asked for its head and for a record by index`() throws {
        for sql in [
            "SELECT record FROM eventlog.records ORDER BY position DESC LIMIT 1",
            "SELECT record FROM eventlog.records WHERE position = 3",
        ] {
            var connection = try database.connect()
            let plan = try connection.query(
                PostgresStatement("EXPLAIN (COSTS OFF) \(sql)", [], format: .text), within: .seconds(10))
            let lines = (0..<plan.count).compactMap { plan.string($0, 0) }.joined(separator: "\n")
            #expect(
                lines.contains("Index Scan") && !lines.contains("Sort") && !lines.contains("Seq Scan"), "\(lines)")
        }
    }
}
