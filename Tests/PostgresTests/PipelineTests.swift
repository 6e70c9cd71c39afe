import Postgres
import PostgresTestSupport
import Testing

@Suite(.enabled(if: TestServer.isThere)) struct `A pipeline` {
    let database: TestDatabase

    init() throws {
        database = try TestDatabase()
        try database.run("CREATE TABLE t (id bigint PRIMARY KEY)")
    }

    private func insert(_ id: Int64) -> PostgresStatement {
        PostgresStatement("INSERT INTO t VALUES ($1)", [.int(id)])
    }

    @Test func `carries out statements in order`() throws {
        var connection = try database.connect()
        let results = try connection.pipeline(
            ["BEGIN", insert(1), insert(2), "SELECT count(*) FROM t", "COMMIT"], within: .seconds(10))
        #expect(results.count == 5 && results[3].int(0, 0) == 2)
        #expect(results.map(\.commandTag) == ["BEGIN", "INSERT 0 1", "INSERT 0 1", "SELECT 1", "COMMIT"])
        let usable = connection.isReusable
        #expect(usable)
    }

    @Test func `skips what follows a statement that fails, COMMIT too`() throws {
        var connection = try database.connect()
        do throws(PostgresError) {
            try connection.pipeline(["BEGIN", insert(1), insert(1), insert(2), "COMMIT"], within: .seconds(10))
            Issue.record("the same row went in twice")
        } catch {
            #expect(error.state == .uniqueViolation)
        }
        // Still in the transaction that failed.
        let usable2 = connection.isReusable
        #expect(!usable2)
        #expect(try connection.query("ROLLBACK", within: .seconds(10)).commandTag == "ROLLBACK")
        let usable3 = connection.isReusable
        #expect(usable3)
        #expect(try database.run("SELECT count(*) FROM t") == "0")
    }

    @Test func `works through pgbouncer in transaction mode, from more sessions than it has`() async throws {
        let url = database.bouncerURL
        try await withThrowingTaskGroup(of: Void.self) { group in
            for client in 0..<12 {
                group.addTask {
                    for round in 0..<20 {
                        var connection = try PostgresConnection.open(.test(url))
                        let id = Int64(client * 100 + round)
                        try connection.pipeline(
                            [
                                "BEGIN", "SELECT pg_advisory_xact_lock(1)", insert(id),
                                PostgresStatement("SELECT count(*) FROM t WHERE id = $1", [.int(id)]), "COMMIT",
                            ], within: .seconds(30))
                        #expect(try connection.query("SELECT 1", within: .seconds(30)).int(0, 0) == 1)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try database.run("SELECT count(*) FROM t") == "240")
    }

    @Test func `keeps the limits of its transaction, and they end with it`() throws {
        var connection = try database.connect()
        let limits = PostgresTransactionLimits(statement: .milliseconds(100), lock: .seconds(5), idle: .seconds(5))
        do throws(PostgresError) {
            try connection.pipeline(["BEGIN", limits.setting, "SELECT pg_sleep(20)", "COMMIT"], within: .seconds(10))
            Issue.record("the statement was not stopped")
        } catch {
            #expect(error.state == .queryCanceled)
        }
        try connection.query("ROLLBACK", within: .seconds(10))
        #expect(try connection.query("SHOW statement_timeout", within: .seconds(10)).string(0, 0) == "0")
    }

    @Test func `has the server ask a silent client's machine whether it is there, as long as it lasts`() throws {
        var connection = try database.connect()
        func idle() throws -> String? {
            try connection.query("SHOW tcp_keepalives_idle", within: .seconds(10)).string(0, 0)
        }
        let before = try idle()
        let limits = PostgresTransactionLimits(statement: .seconds(9), lock: .seconds(9), idle: .seconds(9))
        try connection.pipeline(["BEGIN", limits.setting], within: .seconds(10))
        #expect(try idle() == "5" && before != "5")
        #expect(try connection.query("SHOW tcp_user_timeout", within: .seconds(10)).string(0, 0) == "10000")
        try connection.query("COMMIT", within: .seconds(10))
        #expect(try idle() == before)
    }

    @Test func `waits for a lock no longer than it may`() throws {
        var holder = try database.connect()
        try holder.pipeline(["BEGIN", "SELECT pg_advisory_xact_lock(7)"], within: .seconds(10))
        var other = try database.connect()
        let limits = PostgresTransactionLimits(statement: .seconds(9), lock: .milliseconds(100), idle: .seconds(9))
        do throws(PostgresError) {
            try other.pipeline(["BEGIN", limits.setting, "SELECT pg_advisory_xact_lock(7)"], within: .seconds(10))
            Issue.record("two sessions hold the lock")
        } catch {
            #expect(error.state == .lockNotAvailable)
        }
    }

    @Test func `is thrown out when its client is silent for too long`() throws {
        var frozen = try database.connect()
        let limits = PostgresTransactionLimits(statement: .seconds(9), lock: .seconds(9), idle: .milliseconds(100))
        try frozen.pipeline(["BEGIN", limits.setting, "SELECT pg_advisory_xact_lock(8)"], within: .seconds(10))
        // Waits until the server has given the lock to somebody else.
        var other = try database.connect()
        try other.pipeline(["BEGIN", "SELECT pg_advisory_xact_lock(8)"], within: .seconds(10))
        do throws(PostgresError) {
            try frozen.pipeline([insert(1), "COMMIT"], within: .seconds(10))
            Issue.record("the late commit was taken")
        } catch {
            #expect(error.endsConnection)
        }
        let usable4 = frozen.isReusable
        #expect(!usable4)
        #expect(try database.run("SELECT count(*) FROM t") == "0")
    }
}
