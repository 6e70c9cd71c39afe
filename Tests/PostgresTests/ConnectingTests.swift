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
        let silent = try CutProxy(before: TestServer.main.port)
        silent.set(.frozen)
        defer { silent.set(.down) }
        let began = ContinuousClock.now
        let url = "postgresql://postgres@127.0.0.1:\(silent.port)"
        #expect(failure(url + "/postgres?connect_timeout=2")?.kind == .connection)
        let took = ContinuousClock.now - began
        #expect(silent.fired > 0 && took > .seconds(1) && took < .seconds(20), "\(took)")
        // The next host has time of its own.
        let pair = url + ",127.0.0.1:\(TestServer.main.port)/postgres?connect_timeout=2"
        #expect(failure(pair) == nil)
    }

    @Test func `says with which code a server refuses, after other hosts too`() throws {
        let database = try TestDatabase()
        #expect(failure(database.server.url(of: "nulle_part"))?.state == "3D000")
        let port = TestServer.main.port
        let second = "postgresql://personne@127.0.0.1:1,127.0.0.1:\(port)/\(database.name)"
        let refused = try #require(failure(second))
        #expect(refused.kind == .connection && refused.state == "28000")
        #expect(refused.message.contains("personne") && !refused.message.contains("LOCATION"))
        #expect(try #require(failure("postgresql://postgres@127.0.0.1:1/x")).state == nil)
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
        #expect(refused.kind == .connection && refused.state == "28P01" && refused.message.contains("password"))
        #expect(!String(reflecting: refused).contains("secret-faux"))
        #expect(failure(base.replacingOccurrences(of: "secret-faux", with: "juste")) == nil)
    }
}
