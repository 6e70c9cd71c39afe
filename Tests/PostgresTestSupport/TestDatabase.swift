import Foundation
public import Postgres

/// A new, empty database that goes away with its owner.
public final class TestDatabase: Sendable {
    public let server: TestServer
    public let name: String
    public var url: String { server.url(of: name) }
    /// The same database through pgbouncer.
    public var bouncerURL: String { TestServer.bouncer.url(of: name) }

    /// Makes the database.
    public init(on server: TestServer = .main) throws {
        self.server = server
        name = "test_" + UUID().uuidString.lowercased().replacingOccurrences(of: "-", with: "")
        try Self.make(name, on: server)
    }

    deinit {
        let dropping = PostgresStatement("DROP DATABASE IF EXISTS \(name) WITH (FORCE)", [])
        _ = try? Self.onServer(server) { connection throws(PostgresError) in
            _ = try connection.query(dropping, within: .seconds(30))
        }
    }

    /// A session of a test's own.
    public func connect() throws(PostgresError) -> PostgresConnection { try .open(.test(url)) }

    /// Carries out statements in a session of their own; the last one's first value, as text.
    @discardableResult
    public func run(_ statements: String...) throws -> String? {
        var connection = try connect()
        var last: String?
        for statement in statements {
            let result = try connection.query(PostgresStatement(statement, [], format: .text), within: .seconds(20))
            last = result.count > 0 && result.columns > 0 ? result.string(0, 0) : nil
        }
        return last
    }

    /// Makes a database, unless there is one of this name.
    public static func make(_ name: String, on server: TestServer) throws(PostgresError) {
        try onServer(server) { connection throws(PostgresError) in
            let found = try connection.query(
                PostgresStatement("SELECT 1 FROM pg_database WHERE datname = $1", [.text(name)]), within: .seconds(20)
            )
            guard found.count == 0 else { return }
            _ = try connection.query(PostgresStatement("CREATE DATABASE \(name)", []), within: .seconds(60))
        }
    }

    private static func onServer(
        _ server: TestServer, _ body: (inout PostgresConnection) throws(PostgresError) -> Void
    ) throws(PostgresError) {
        var connection = try PostgresConnection.open(.test(server.url))
        try body(&connection)
    }
}

extension PostgresConfiguration {
    /// How tests connect.
    public static func test(_ url: String) -> PostgresConfiguration {
        PostgresConfiguration(url: url, applicationName: "test", connectSecondsMax: 10)
    }
}
