import Postgres
import PostgresTestSupport
import Testing

@Suite(.enabled(if: TestServer.isThere)) struct `LISTEN` {
    @Test func `hears what is said after it, in order, and waits no longer than it may`() throws {
        let database = try TestDatabase()
        var listener = try database.connect()
        try listener.listen(to: "un canal \"à\" part", within: .seconds(10))
        #expect(try listener.notification(within: .milliseconds(50)) == nil)
        var speaker = try database.connect()
        for word in ["un", "deux"] {
            try speaker.query(
                PostgresStatement("SELECT pg_notify($1, $2)", [.text("un canal \"à\" part"), .text(word)]),
                within: .seconds(10))
        }
        let heard = try (0..<2).map { _ in try listener.notification(within: .seconds(10)) }
        #expect(heard.map { $0?.payload } == ["un", "deux"])
        #expect(heard[0]?.channel == "un canal \"à\" part" && heard[0]?.sender == speaker.serverProcess)
        #expect(try listener.notification(within: .milliseconds(50)) == nil)
    }

    @Test func `ends with an error when the server hangs up`() throws {
        let database = try TestDatabase()
        var listener = try database.connect()
        try listener.listen(to: "x", within: .seconds(10))
        try database.run("SELECT pg_terminate_backend(\(listener.serverProcess))")
        #expect(throws: PostgresError.self) { try listener.notification(within: .seconds(10)) }
        let usable = listener.isReusable
        #expect(!usable)
    }
}
