import Foundation
import HTTPTypes
import Testing

@testable import API

@Suite struct `What is wrong with a request` {
    @Test func `is told as a problem, with the predecessor's member`() async throws {
        try await TestServer.run { server in
            let answer = try await server.visitor().get("auth/me", headers: ["X-Request-Id": "essai-12345"])
            #expect(answer.header("Content-Type") == "application/problem+json; charset=utf-8")
            #expect(answer.header("Cache-Control") == "no-store")
            #expect(
                answer.json == [
                    "type": "urn:eaf:probleme:non-authentifie", "title": "Unauthorized", "status": 401,
                    "detail": "Non authentifié.", "error": "Non authentifié.", "code": "non-authentifie",
                    "requestId": "essai-12345",
                ])
            #expect(answer.header("X-Request-Id") == "essai-12345")
        }
    }

    @Test(arguments: ["", "{", "[1,2", "nul", "{\"a\":}", "\u{0}", "{\"targetScore\":\"1\"} x"])
    func `a body that is no JSON`(text: String) async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let answer = try await pupil.send(.put, "student/profile", body: Array(text.utf8))
            #expect(answer.status == 400)
            #expect(answer.error == "Payload JSON invalide.")
        }
    }

    @Test(arguments: ["[]", "3", "\"a\"", "true"])
    func `JSON that is no object`(text: String) async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let answer = try await pupil.send(.put, "student/profile", body: Array(text.utf8))
            #expect(answer.status == 400)
            #expect(answer.error == "Payload invalide.")
        }
    }

    @Test func `deep nesting and broken UTF-8 end in 400, not in a crash`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let deep = String(repeating: "[", count: 30_000)
            let bodies = [Array(deep.utf8), Array((deep + deep.replacing("[", with: "]")).utf8), [0x22, 0xFF, 0x22]]
            for body in bodies {
                let answer = try await pupil.send(.put, "student/profile", body: body)
                #expect(answer.status == 400)
            }
        }
    }

    @Test func `a body beyond 64 KiB`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let large = Array(#"{"displayName":"\#(String(repeating: "x", count: 65_536))"}"#.utf8)
            for (method, path) in [
                (HTTPRequest.Method.put, "student/profile"), (.post, "auth/login"), (.post, "metrics/vitals"),
                (.post, "epreuves/generate"),
            ] {
                let answer = try await pupil.send(method, path, body: large)
                #expect(answer.status == 413)
                #expect(answer.error == "Le corps de la requête dépasse 64 Kio.")
            }
        }
    }

    @Test func `an address that is none, and a method that is none`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            for path in ["rien", "/api", "/api/v2/health", "epreuves/a/b/c", "health/", "/api/v1//health/x"] {
                let answer = try await pupil.get(path)
                if path == "health/" { continue }
                #expect(answer.status == 404, "\(path)")
                #expect(answer.error == "Cette adresse n'existe pas.")
            }
            for (method, path, allow) in [
                (HTTPRequest.Method.delete, "student/profile", "GET, PUT"), (.put, "auth/login", "POST"),
                (.post, "health", "GET"), (.patch, "metrics/vitals", "GET, POST"),
                (.put, "auth/sessions/abc", "DELETE"),
            ] {
                let answer = try await pupil.send(method, path)
                #expect(answer.status == 405, "\(path)")
                #expect(answer.error == "Méthode non autorisée pour cette adresse.")
                #expect(answer.header("Allow") == allow)
            }
        }
    }

    @Test func `what is broken inside is told to nobody outside`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let segments = server.folder.logPath + "/segments"
            let name = try #require(try FileManager.default.contentsOfDirectory(atPath: segments).first)
            let file = URL(filePath: "\(segments)/\(name)")
            var bytes = try Data(contentsOf: file)
            let second = try #require(bytes.firstIndex(of: 0x0A)) + 100
            bytes[second] ^= 1
            try bytes.write(to: file)
            let answer = try await pupil.get("student/profile")
            #expect(answer.status == 500)
            #expect(answer.header("Content-Type") == Problem.mediaType)
            #expect(answer.error == "Une erreur interne est survenue. Réessayez dans un instant.")
            #expect(answer.json.names == ["code", "detail", "error", "requestId", "status", "title", "type"])
            for secret in [server.folder.path, name, "corrupt", "Event", "crc", "swift"] {
                #expect(!answer.text.contains(secret))
            }
        }
    }

    @Test(arguments: ["court", "avec espace ici", "trop\u{e9}accent", String(repeating: "a", count: 65)])
    func `a request id that is none is replaced`(id: String) async throws {
        try await TestServer.run { server in
            let answer = try await server.visitor().get("health", headers: ["X-Request-Id": id])
            let given = try #require(answer.header("X-Request-Id"))
            #expect(given != id)
            #expect((8...64).contains(given.count))
        }
    }

    @Test func `the request's id and trace are in the records it causes`() async throws {
        let folder = try ServerFolder()
        let trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
        try await folder.serve { server in
            let pupil = try await server.pupil()
            _ = try await pupil.put(
                "student/profile", ["targetScore": "15/20"],
                headers: ["X-Request-Id": "suivi-0001", "traceparent": trace])
            _ = try await pupil.put(
                "student/profile", ["targetScore": "16/20"], headers: ["traceparent": "n'importe\"quoi"])
        }
        let lines = try folder.logText().split(separator: "\n")
        #expect(lines.count { $0.contains(#""correlationid":"suivi-0001","traceparent":"\#(trace)""#) } == 1)
        #expect(!lines.contains { $0.contains("importe") })
    }
}
