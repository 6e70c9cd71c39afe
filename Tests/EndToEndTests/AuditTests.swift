import Foundation
import Testing

/// An auditor at the real binary.
@Suite struct `An auditor` {
    private static let password = "une-phrase-encore-autre"

    private func auditor(_ server: RunningServer) async throws -> Client {
        let made = try await Binary.run(
            "account", "create", "audit@academie.example", "--role", "auditeur", at: server.place,
            input: Self.password + "\n")
        try #require(made.status == 0, "\(made.errors)")
        let client = server.client()
        try #require(try await client.login("audit@academie.example", Self.password).status == 200)
        return client
    }

    @Test func `reads what the files hold, and the command line gives the right to open it`() async throws {
        let server = try await RunningServer(try Place())
        let auditor = try await auditor(server)
        _ = try await server.registered("canari@essai.example")
        let sealed = try await auditor.get("audit/events")
        let written = try server.place.segmentPaths().map { try Data(contentsOf: URL(filePath: $0)) }
        #expect(Data(sealed.body) == Data(written.joined()))
        #expect(try await auditor.get("audit/events?unseal=true").status == 403)
        let given = try await Binary.run("account", "unsealing", "audit@academie.example", "on", at: server.place)
        #expect(given.status == 0 && given.output.contains("peut lire les valeurs personnelles"), "\(given.errors)")
        let opened = try await auditor.get("audit/events?unseal=true&type=account")
        #expect(opened.text.contains("canari@essai.example"))
        let list = try await Binary.run("account", "list", at: server.place)
        #expect(list.output.contains("audit@academie.example  (descellement)"))
        let pupil = try await Binary.run("account", "unsealing", "canari@essai.example", "on", at: server.place)
        #expect(pupil.status == 65 && pupil.errors.contains("n'est pas celui d'un auditeur"), "\(pupil.errors)")
        #expect(try await server.stop() == 0)
    }

    @Test func `who follows is told when the server stops, and does not hold it up`() async throws {
        let server = try await RunningServer(try Place())
        let auditor = try await auditor(server)
        let stream = try RawConnection(port: server.port)
        stream.send(
            "GET /api/v1/audit/events HTTP/1.1\r\nHost: essai\r\nAccept: text/event-stream\r\n\(auditor.session)\r\n")
        var text = ""
        func heard(_ what: String) async throws {
            try await eventually("the stream says \(what)") {
                text += stream.receive() ?? ""
                return text.contains(what)
            }
        }
        try await heard("event: fr.eaf.audit.consulted.v1")
        _ = try await server.registered("suivi@essai.example")
        try await heard("event: fr.eaf.account.registered.v1")
        let asked = ContinuousClock.now
        #expect(try await server.stop() == 0)
        #expect(ContinuousClock.now - asked < .seconds(15), "the followers did not hold the server up")
        text += try await stream.everything()
        #expect(text.contains(": fin du suivi, arrêt du serveur\n\n"), "\(text.suffix(300))")
    }
}
