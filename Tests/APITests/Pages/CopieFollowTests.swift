import Events
import HummingbirdTesting
import Testing

@testable import API

@Suite struct `Waiting for a correction on a page` {
    @Test func `ends with the correction`() async throws {
        try await TestServer.run(.init(setup: .live)) { server in
            let pupil = try await server.pupil()
            let copie = try await server.handIn(pupil, to: try await server.generate(pupil))
            async let heard = pupil.page("/atelier-ecrit/correction/\(copie)/suivi")
            let run = try await server.claim(copie)
            try await server.report(text: "Un texte.", of: copie, by: run)
            try await server.complete(copie, by: run, note: 12)
            let answer = try await heard
            #expect(answer.header("Content-Type") == "text/event-stream")
            #expect(answer.header("Cache-Control") == "no-store")
            #expect(answer.text.hasPrefix("retry: 2000\n\n"))
            #expect(answer.text.hasSuffix("\n\n"))
            let last = answer.text.split(separator: "event: etat\ndata: ").last ?? ""
            #expect(last.contains("\"status\":\"done\""))
        }
    }

    @Test func `tells at once what is over already`() async throws {
        try await TestServer.run(.init(setup: .live)) { server in
            let pupil = try await server.pupil()
            let (_, copie) = try await server.corrected(pupil, note: 9)
            let answer = try await pupil.page("/atelier-ecrit/correction/\(copie)/suivi")
            #expect(answer.text.contains("\"status\":\"done\""))
        }
    }

    @Test func `ends when the reader is logged out`() async throws {
        try await TestServer.run(.init(setup: .live)) { server in
            let pupil = try await server.pupil()
            let copie = try await server.handIn(pupil, to: try await server.generate(pupil))
            // The client has one connection: what is asked behind the stream would wait for its end.
            let account = try await server.id(of: Browser(server.client, cookies: pupil.cookies))
            async let heard = pupil.page("/atelier-ecrit/correction/\(copie)/suivi")
            try await server.submit(CloseAllSessions(account: account, keeping: nil, cause: .revoked))
            #expect(try await heard.text.contains("done") == false)
        }
    }

    @Test func `is for the copie's pupil alone`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let copie = try await server.handIn(pupil, to: try await server.generate(pupil))
            let path = "/atelier-ecrit/correction/\(copie)/suivi"
            #expect(try await server.pupil("tom@lycee.fr").page(path).status == 404)
            #expect(try await server.visitor().page(path).status == 307)
        }
    }
}
