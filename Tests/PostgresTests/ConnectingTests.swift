import Foundation
import Postgres
import PostgresTestSupport
import TestSupport
import Testing

@Suite(.enabled(if: TestServer.isThere)) struct `Connecting` {
    private func failure(_ url: String) -> PostgresError? {
        do throws(PostgresError) {
            _ = try PostgresConnection.open(.test(url))
            return nil
        } catch {
            return error
        }
    }

    @Test func `says that nobody is there`() {
        #expect(failure("postgresql://postgres@127.0.0.1:1/postgres")?.kind == .connection)
        #expect(failure("postgresql://postgres@127.0.0.1:1,127.0.0.1:2/x")?.kind == .connection)
        #expect(!PostgresConfiguration.test("postgresql://[").isReadable)
        #expect(PostgresConfiguration.test("host=localhost dbname=x").isReadable)
    }

    @Test func `goes on to the next host of the URL`() throws {
        let url = "postgresql://postgres@127.0.0.1:1,127.0.0.1:\(TestServer.main.port)/postgres"
        var connection = try PostgresConnection.open(.test(url + "?target_session_attrs=read-write"))
        #expect(try connection.query("SELECT 1", within: .seconds(10)).int(0, 0) == 1)
        #expect(connection.serverVersion >= 150_000 && connection.reported("server_encoding") == "UTF8")
    }

    @Test func `does not wait for ever for a host that says nothing`() throws {
        // Accepts, for the system's queue does, and never answers.
        let silent = try CutProxy(before: 1)
        silent.set(.down)
        let began = ContinuousClock.now
        #expect(failure("postgresql://postgres@127.0.0.1:\(silent.port)/x?connect_timeout=2")?.kind == .connection)
        #expect(ContinuousClock.now - began < .seconds(20))
    }

    @Test func `checks the server's certificate as the URL says`() throws {
        let database = try TestDatabase()
        let strict = database.url + "?sslmode=verify-full&sslrootcert=" + TestServer.certificate
        var connection = try PostgresConnection.open(.test(strict))
        let encrypted = try connection.query(
            "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()", within: .seconds(10))
        #expect(encrypted.int(0, 0) == 1)
        let stranger = FileManager.default.temporaryDirectory.path + "/\(UUID().uuidString).pem"
        defer { try? FileManager.default.removeItem(atPath: stranger) }
        let openssl = Process()
        openssl.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        openssl.arguments =
            ["req", "-x509", "-newkey", "ed25519", "-nodes", "-keyout", "/dev/null", "-out", stranger]
            + ["-days", "2", "-subj", "/CN=localhost"]
        openssl.standardError = FileHandle.nullDevice
        try openssl.run()
        openssl.waitUntilExit()
        try #require(openssl.terminationStatus == 0)
        let refused = failure(database.url + "?sslmode=verify-full&sslrootcert=" + stranger)
        #expect(refused?.kind == .connection && refused?.message.contains("certificate") == true)
    }

    @Test func `never shows the password`() throws {
        let database = try TestDatabase()
        try database.run(
            "DO $$ BEGIN CREATE ROLE with_password LOGIN PASSWORD 'juste'; EXCEPTION WHEN duplicate_object THEN END $$"
        )
        let base = database.url.replacingOccurrences(of: "postgres@", with: "with_password:secret-faux@")
        let refused = try #require(failure(base))
        #expect(refused.kind == .connection && refused.message.contains("password"))
        #expect(!String(reflecting: refused).contains("secret-faux"))
        #expect(failure(base.replacingOccurrences(of: "secret-faux", with: "juste")) == nil)
    }
}
