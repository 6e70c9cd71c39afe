import Postgres
import PostgresTestSupport
import Testing

@Suite(.enabled(if: TestServer.isThere)) struct `A statement` {
    static let values: [(PostgresValue, String)] = [
        (.int(.min), "-9223372036854775808"), (.int(0), "0"), (.int(.max), "9223372036854775807"),
        (.bool(true), "t"), (.bool(false), "f"), (.text("é\u{2028}'\"\\$1"), "é\u{2028}'\"\\$1"), (.text(""), ""),
        (.utf8(Array("œuvre".utf8)), "œuvre"), (.bytes([0, 1, 255]), "\\x0001ff"), (.bytes([]), "\\x"),
        (
            .uuid(high: 0x019b_76da_a800_7000, low: 0x8000_0000_0000_0001),
            "019b76da-a800-7000-8000-000000000001"
        ),
        (.utf8Array([]), "{}"), (.utf8Array([Array("a,b".utf8), [], Array("\"".utf8)]), "{\"a,b\",\"\",\"\\\"\"}"),
    ]

    let database: TestDatabase

    init() throws { database = try TestDatabase() }

    @Test func `takes values apart from its text, and gives them back as they were`() throws {
        var connection = try database.connect()
        for (value, text) in Self.values {
            let result = try connection.query(
                PostgresStatement("SELECT $1", [value], format: .text), within: .seconds(10))
            #expect(result.string(0, 0) == text)
        }
        let binary = try connection.query(
            PostgresStatement("SELECT $1, $2, $3, NULL::text", [.int(-7), .bytes([0, 9]), .text("é")]),
            within: .seconds(10))
        #expect(binary.int(0, 0) == -7 && binary.bytes(0, 1) == [0, 9] && binary.string(0, 2) == "é")
        #expect(binary.isNull(0, 3) && binary.bytes(0, 3) == nil && binary.int(0, 3) == nil)
        let smaller = try connection.query("SELECT -2::smallint, 70000::int, true", within: .seconds(10))
        #expect((0..<3).map { smaller.int(0, $0) } == [-2, 70_000, 1])
    }

    @Test func `that fails says so with code and fields, and leaves the session usable`() throws {
        try database.run("CREATE TABLE t (id bigint CONSTRAINT t_one PRIMARY KEY)", "INSERT INTO t VALUES (42)")
        var connection = try database.connect()
        do throws(PostgresError) {
            try connection.query("INSERT INTO t VALUES (42)", within: .seconds(10))
            Issue.record("the row went in twice")
        } catch {
            #expect(error.kind == .server && error.state == .uniqueViolation && error.severity == "ERROR")
            #expect(error.table == "t" && error.constraint == "t_one" && error.schema == "public")
            #expect(error.detail?.contains("42") == true)
            // What is logged holds no value of a row.
            #expect(error.description.contains("23505") && !error.description.contains("42)"))
            #expect(!error.endsConnection)
        }
        let usable = connection.isReusable
        #expect(usable)
        #expect(try connection.query("SELECT 1", within: .seconds(10)).int(0, 0) == 1)
    }

    @Test func `that gets no answer in time is given up, and the session with it`() throws {
        var connection = try database.connect()
        let began = ContinuousClock.now
        #expect(throws: PostgresError.self) {
            try connection.query("SELECT pg_sleep(30)", within: .milliseconds(200))
        }
        #expect(ContinuousClock.now - began < .seconds(10))
        let usable2 = connection.isReusable
        let usable3 = connection.isStillThere()
        #expect(!usable2 && !usable3)
        do throws(PostgresError) {
            try connection.query("SELECT 1", within: .seconds(1))
            Issue.record("the answer of another statement could have been taken for this one's")
        } catch {
            #expect(error.kind == .connection)
        }
    }

    @Test func `with a large answer and a large question comes through`() throws {
        var connection = try database.connect()
        let bytes = (0..<8_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let result = try connection.query(PostgresStatement("SELECT $1", [.bytes(bytes)]), within: .seconds(30))
        #expect(result.bytes(0, 0) == bytes)
    }

    @Test func `script runs whole or not at all`() throws {
        var connection = try database.connect()
        try connection.script("CREATE TABLE a (x int); INSERT INTO a VALUES (1), (2)", within: .seconds(10))
        #expect(throws: PostgresError.self) {
            try connection.script(
                "INSERT INTO a VALUES (3); SELECT 1/0; INSERT INTO a VALUES (4)", within: .seconds(10))
        }
        #expect(try connection.query("SELECT count(*) FROM a", within: .seconds(10)).int(0, 0) == 2)
    }
}
