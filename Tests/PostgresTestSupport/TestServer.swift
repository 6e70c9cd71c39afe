import Foundation

/// A server that `scripts/with-postgres.sh` started for the tests.
public struct TestServer: Sendable {
    /// The server that every test may use, each in databases of its own.
    public static let main = TestServer("TEST_DATABASE_URL")
    /// One whose processes a test may kill: it starts anew by itself, and all its sessions end.
    public static let fragile = TestServer("TEST_FRAGILE_DATABASE_URL")
    /// The first one through pgbouncer, in transaction mode.
    public static let bouncer = TestServer("TEST_PGBOUNCER_URL")
    /// Tests that need a server are skipped without one, which in CI is a failure.
    public static let isThere = ProcessInfo.processInfo.environment["TEST_DATABASE_URL"] != nil
    /// The certificate that the servers show, in PEM.
    public static let certificate = ProcessInfo.processInfo.environment["TEST_DATABASE_CERTIFICATE"] ?? ""

    /// Its maintenance database.
    public let url: String

    private init(_ variable: String) { url = ProcessInfo.processInfo.environment[variable] ?? "" }

    /// The URL of one of its databases.
    public func url(of database: String) -> String {
        url.lastIndex(of: "/").map { url[...$0] + database } ?? database
    }

    public var port: Int {
        URLComponents(string: url)?.port ?? 0
    }
}
