import Postgres
import PostgresTestSupport
import Testing

@Suite(.enabled(if: TestServer.isThere)) struct `COPY` {
    let database: TestDatabase

    init() throws {
        database = try TestDatabase()
        try database.run("CREATE TABLE t (id bigint PRIMARY KEY, words text NOT NULL)")
    }

    @Test func `brings rows in and out again`() throws {
        var connection = try database.connect()
        let rows = (0..<20_000).map { Array("\($0)\tmot \($0) é\n".utf8) }
        var next = rows.makeIterator()
        let count = try connection.copyIn("COPY t FROM STDIN", eachWithin: .seconds(10)) { next.next() }
        let usable = connection.isReusable
        #expect(count == rows.count && usable)
        var out: [[UInt8]] = []
        try connection.copyOut("COPY (SELECT * FROM t ORDER BY id) TO STDOUT", eachWithin: .seconds(10)) { row in
            out.append((0..<row.count).map { row[$0] })
        }
        let usable2 = connection.isReusable
        #expect(out == rows && usable2)
    }

    @Test func `that the server refuses brings nothing in`() throws {
        var connection = try database.connect()
        var rows = ["1\tun\n", "1\tdeux\n"].map { Array($0.utf8) }.makeIterator()
        #expect(throws: PostgresError.self) {
            try connection.copyIn("COPY t FROM STDIN", eachWithin: .seconds(10)) { rows.next() }
        }
        #expect(try database.run("SELECT count(*) FROM t") == "0")
        #expect(throws: PostgresError.self) {
            try connection.copyOut("COPY nowhere TO STDOUT", eachWithin: .seconds(10)) { _ in }
        }
        let usable3 = connection.isReusable
        #expect(usable3)
    }
}
