import Events
import Projections
import Testing

@testable import API

@Suite struct `The list of épreuves` {
    @Test func `comes newest first, in pages without gap or overlap (D-62)`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            var made: [String] = []
            for _ in 0..<7 { made.append(try await server.generate(pupil)) }
            var read: [String] = []
            var path: String? = "epreuves?limit=3"
            var pages = 0
            while let next = path {
                let page = try await pupil.get(next)
                #expect(page.status == 200)
                read += page["epreuves"].items.map { $0["epreuveId"].text }
                path = page.json.names.contains("next") ? "epreuves?limit=3&before=\(page["next"].text)" : nil
                pages += 1
            }
            #expect(pages == 3)
            #expect(read == made.reversed())
            #expect(try await pupil.get("epreuves")["epreuves"].items.count == 7)
            #expect(try await pupil.get("epreuves?limit=0")["epreuves"].items.count == 1)
            #expect(try await pupil.get("epreuves?limit=x")["epreuves"].items.count == 7)
            let refused = try await pupil.get("epreuves?before=y")
            #expect(refused.status == 400 && refused.issues == ["before cursor"])
        }
    }

    @Test func `another's épreuve does not exist`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let other = try await server.pupil("max@lycee.fr")
            let id = try await server.generate(pupil)
            for path in ["epreuves/\(id)", "epreuves/\(id)/copies", "epreuves/\(EpreuveID.random())", "epreuves/1"] {
                let answer = try await other.get(path)
                #expect(answer.status == 404)
                #expect(answer.error == "Épreuve introuvable.")
            }
            #expect(try await other.get("epreuves")["epreuves"] == [])
        }
    }
}

@Suite struct `Asking for an épreuve twice with one key` {
    private let key = ["Idempotency-Key": "double-clic"]
    private let body: JSONValue = ["type": "commentaire"]

    @Test func `gives the same answer, also at once and after a restart`() async throws {
        let folder = try ServerFolder()
        let (pupil, first) = try await folder.serve { server in
            let pupil: Browser = try await server.pupil()
            let answers = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<8 {
                    group.addTask { try await pupil.post("epreuves/generate", body, headers: key).text }
                }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(answers.count == 1)
            #expect(server.models.epreuves.count == 1)
            return (pupil, answers.first ?? "")
        }
        try await folder.serve { server in
            let again = try await server.again(pupil).post("epreuves/generate", body, headers: key)
            #expect(again.text == first)
            #expect(server.models.epreuves.count == 1)
        }
    }

    @Test func `another body under the key is refused`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            _ = try await pupil.post("epreuves/generate", body, headers: key)
            let other = try await pupil.post("epreuves/generate", ["type": "dissertation"], headers: key)
            #expect(other.status == 422)
            #expect(other.error == "Cette clé d'idempotence a déjà servi pour une autre requête.")
            #expect(server.models.epreuves.count == 1)
        }
    }

    @Test func `a key is one's own, and of its time`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let other = try await server.pupil("max@lycee.fr")
            let first = try await pupil.post("epreuves/generate", body, headers: key)
            let foreign = try await other.post("epreuves/generate", body, headers: key)
            #expect(foreign["epreuveId"] != first["epreuveId"])
            server.clock.advance(days: 3)
            _ = try await other.post("epreuves/generate", body, headers: ["Idempotency-Key": "autre"])
            let late = try await pupil.post("epreuves/generate", body, headers: key)
            #expect(late.status == 200)
            #expect(late["epreuveId"] != first["epreuveId"])
        }
    }

    @Test func `a key that is no key is refused`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            for bad in ["avec espace", String(repeating: "x", count: 256), "clé"] {
                let answer = try await pupil.post("epreuves/generate", body, headers: ["Idempotency-Key": bad])
                #expect(answer.status == 400)
                #expect(answer.issues == ["Idempotency-Key characters"])
            }
        }
    }
}
