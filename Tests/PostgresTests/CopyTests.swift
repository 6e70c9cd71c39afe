import Postgres
import PostgresTestSupport
import Testing

@Suite(.enabled(if: TestServer.isThere)) struct `COPY` {
    let database: TestDatabase

    init() throws {
        database = try TestDatabase()
        try database.run(
            "CREATE TABLE t (id bigint PRIMARY KEY, words text NOT NULL)",
            "INSERT INTO t SELECT n, 'mot ' || n || ' é' FROM generate_series(0, 19999) AS n")
    }

    @Test func `brings rows out, one at a time`() throws {
        var connection = try database.connect()
        let rows = (0..<20_000).map { Array("\($0)\tmot \($0) é\n".utf8) }
        var out: [[UInt8]] = []
        try connection.copyOut("COPY (SELECT * FROM t ORDER BY id) TO STDOUT", eachWithin: .seconds(10)) { row in
            out.append((0..<row.count).map { row[$0] })
        }
        let usable = connection.isReusable
        #expect(out == rows && usable)
    }

    @Test func `that the server refuses leaves the connection usable`() throws {
        var connection = try database.connect()
        #expect(throws: PostgresError.self) {
            try connection.copyOut("COPY nowhere TO STDOUT", eachWithin: .seconds(10)) { _ in }
        }
        let usable = connection.isReusable
        #expect(usable)
    }
}
