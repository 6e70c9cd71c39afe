import Postgres
import PostgresTestSupport
import Testing

@Suite(.enabled(if: TestServer.isThere)) struct `A pool` {
    let database: TestDatabase

    init() throws { database = try TestDatabase() }

    private func pool(size: Int, waitLimit: Duration = .seconds(20)) -> PostgresPool {
        PostgresPool(.test(database.url), size: size, waitLimit: waitLimit)
    }

    private func process(_ pool: PostgresPool) throws(PostgresError) -> Int64? {
        try pool.withConnection(isRepeatable: true) { connection throws(PostgresError) in
            try connection.query("SELECT pg_backend_pid()", within: .seconds(10)).int(0, 0)
        }
    }

    @Test func `has no more connections than it may, and uses them again`() async throws {
        let pool = pool(size: 3)
        let processes = try await withThrowingTaskGroup(of: Int64?.self) { group in
            for _ in 0..<40 { group.addTask { try process(pool) } }
            return try await group.reduce(into: Set<Int64?>()) { $0.insert($1) }
        }
        #expect((1...3).contains(processes.count) && !processes.contains(nil))
        let quiet = try (0..<5).map { _ in try process(pool) }
        #expect(Set(quiet).count == 1)
    }

    @Test func `lets nobody wait for ever`() throws {
        let pool = pool(size: 1, waitLimit: .milliseconds(50))
        try pool.withConnection(isRepeatable: false) { _ throws(PostgresError) in
            do throws(PostgresError) {
                _ = try process(pool)
                Issue.record("two have the only connection")
            } catch {
                #expect(error.kind == .timeout)
            }
        }
        #expect(try process(pool) != nil)
    }

    @Test func `replaces a connection that the server ended`() throws {
        let pool = pool(size: 2)
        let first = try #require(try process(pool))
        try database.run("SELECT pg_terminate_backend(\(first))")
        let second = try process(pool)
        #expect(second != nil && second != first)
    }

    @Test func `does not lend a session that was left in a transaction`() throws {
        let pool = pool(size: 1)
        let first = try process(pool)
        try pool.withConnection(isRepeatable: false) { connection throws(PostgresError) in
            _ = try connection.query("BEGIN", within: .seconds(10))
        }
        #expect(try process(pool) != first)
    }
}
