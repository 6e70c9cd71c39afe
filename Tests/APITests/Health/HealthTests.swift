import Events
import Foundation
import Testing

@testable import API

@Suite struct `The health of the server` {
    private static let members = ["app", "checkedAt", "checks", "service", "status", "timestamp", "version"]

    @Test func `has this shape, for anybody, and is not kept`() async throws {
        try await TestServer.run { server in
            let answer = try await server.visitor().get("health")
            #expect(answer.status == 200)
            #expect(answer.json.names == Self.members)
            #expect(answer["status"] == "ok")
            #expect(answer["app"] == "EAF Premium")
            #expect(answer["service"] == "eaf-platform")
            #expect(answer["version"].text == EAFVersion.current)
            #expect(answer["checkedAt"] == "2026-01-20T11:00:00.000Z")
            #expect(answer["checks"].names == ["corrections", "llm", "log", "search", "storage", "witnesses"])
            #expect(answer.header("Cache-Control") == "no-store")
            #expect(try await server.visitor().get("health/live").text == #"{"ok":true}"#)
            #expect(try await server.visitor().get("health/ready").status == 200)
        }
    }

    @Test func `a log that cannot be written is down: reads go on, writes are told so, nothing is disclosed`()
        async throws
    {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let before = try await pupil.get("student/profile")
            server.folder.files.refuse()
            let write = try await pupil.put("student/profile", ["displayName": "Zoé"])
            #expect(write.status == 503)
            #expect(write.header("Retry-After") == "5")
            #expect(
                write.error
                    == "Le service est momentanément indisponible. Rien n'a été enregistré ; réessayez dans un instant."
            )
            #expect(try await pupil.get("student/profile").text == before.text)
            for path in ["health", "health/ready"] {
                let answer = try await server.visitor().get(path)
                #expect(answer.status == 503)
                #expect(answer.json.names == Self.members)
                #expect(answer["status"] == "down")
                #expect(answer["checks"]["log"] == "down")
                for secret in [server.folder.path, "fdatasync", "segment", "/tmp", "EIO"] {
                    #expect(!answer.text.contains(secret))
                }
            }
            #expect(try await server.visitor().get("health/live").status == 200)
            server.folder.files.heal()
            server.clock.advance(seconds: 2)
            let again = try await pupil.put("student/profile", ["displayName": "Zoé"])
            #expect(again.status == 200)
            #expect(try await server.visitor().get("health").status == 200)
        }
    }

    @Test func `storage that cannot be written is down`() async throws {
        try await TestServer.run { server in
            let data = server.folder.dataPath
            try FileManager.default.moveItem(atPath: data, toPath: data + ".autre")
            let answer = try await server.visitor().get("health")
            #expect(answer.status == 503)
            #expect(answer["checks"]["storage"] == "down")
            #expect(answer["status"] == "down")
        }
    }

    @Test func `a copie that nobody corrects for half an hour is a warning, and requests still come here`()
        async throws
    {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            _ = try await server.handIn(pupil, to: try await server.generate(pupil))
            #expect(try await server.visitor().get("health").status == 200)
            server.clock.advance(seconds: 1_801)
            let answer = try await server.visitor().get("health")
            #expect(answer.status == 503)
            #expect(answer["status"] == "degraded")
            #expect(answer["checks"]["corrections"] == "degraded")
            #expect(try await server.visitor().get("health/ready").status == 200)
        }
    }

    @Test func `without the log no upload leaves a blob`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let epreuve = try await server.generate(pupil)
            server.folder.files.refuse()
            let answer = try await server.upload(pupil, to: epreuve)
            #expect(answer.status == 503)
            #expect(server.folder.blobs() == [])
            server.folder.files.heal()
            server.clock.advance(seconds: 2)
            _ = try await server.handIn(pupil, to: epreuve)
        }
    }

    @Test func `without the log nobody logs in, and no account is half made (D-57)`() async throws {
        try await TestServer.run { server in
            _ = try await server.pupil()
            server.folder.files.refuse()
            let login = try await server.visitor().post(
                "auth/login", ["email": "lea@lycee.fr", "password": .string(TestServer.password)])
            #expect(login.status == 503)
            #expect(login.setCookies.isEmpty)
            let register = try await server.visitor().post(
                "auth/register", ["email": "max@lycee.fr", "password": "motdepasse"])
            #expect(register.status == 503)
            server.folder.files.heal()
            server.clock.advance(seconds: 2)
            _ = try await server.pupil("max@lycee.fr")
        }
    }
}
