import PostgresTestSupport
import Testing

@testable import Events

/// One way to keep a log. A new one enrols in the contract with one line in `all`.
struct LogKind: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Opening the same folder again finds the same log.
    let isDurable: Bool
    /// Every call goes to a server: a test may ask for less of the same.
    var isRemote = false
    /// Opens the log that belongs to a folder.
    let open: @Sendable (TemporaryFolder) throws -> any EventLog

    static let all: [LogKind] =
        [
            LogKind(testDescription: "memory", isDurable: false) { _ in MemoryEventLog() },
            .files("files, one segment", segmentBytesMax: 64 << 20),
            .files("files, segments of 2,000 bytes", segmentBytesMax: 2_000),
        ]
        + (TestServer.isThere
            ? [
                .postgres("Postgres, decided under the lock", .main, turnsAloneMin: .max),
                .postgres("Postgres, decided ahead", .main, turnsAloneMin: 0),
                .postgres("Postgres behind pgbouncer", .bouncer, turnsAloneMin: 3),
            ] : [])

    static let durable = all.filter(\.isDurable)

    private static func files(_ name: String, segmentBytesMax: Int) -> LogKind {
        LogKind(testDescription: name, isDurable: true) { folder in
            try JSONLEventLog(
                writing: folder.path, configuration: .segments(of: segmentBytesMax), files: FaultyFiles())
        }
    }

    /// A folder's log is in the database of its name, which goes away with the server.
    private static func postgres(_ name: String, _ server: TestServer, turnsAloneMin: Int) -> LogKind {
        LogKind(testDescription: name, isDurable: true, isRemote: true) { folder in
            let database = "log_" + folder.path.suffix(36).lowercased().replacing("-", with: "")
            try TestDatabase.make(database, on: .main)
            var configuration = PostgresEventLog.Configuration.test(server.url(of: database))
            configuration.turnsAloneMin = turnsAloneMin
            return try PostgresEventLog(writing: configuration)
        }
    }
}
