import Testing

@testable import API

@Suite struct `The headers of an answer` {
    @Test func `protect the reader, whatever the answer`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            for path in ["auth/me", "health", "rien", "enseignant/dashboard", "openapi.json"] {
                let answer = try await pupil.get(path)
                #expect(answer.header("X-Content-Type-Options") == "nosniff")
                #expect(answer.header("X-Frame-Options") == "DENY")
                #expect(answer.header("Referrer-Policy") == "strict-origin-when-cross-origin")
                #expect(answer.header("Content-Security-Policy")?.contains("frame-ancestors 'none'") == true)
                #expect(answer.header("Content-Security-Policy")?.contains("unsafe") == false)
                #expect(answer.header("Permissions-Policy")?.contains("geolocation=()") == true)
                #expect(answer.header("Cache-Control")?.contains("no-") == true)
                #expect(answer.header("Strict-Transport-Security") == nil)
                #expect(answer.header("Server") == nil)
            }
        }
        try await TestServer.run(.init(environment: ["PUBLIC_ORIGIN": "https://eaf.example.fr"])) { server in
            let answer = try await server.visitor().get("health")
            #expect(answer.header("Strict-Transport-Security") == "max-age=63072000; includeSubDomains")
        }
    }

    @Test func `a read that the client has is not sent again`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let epreuve = try await server.generate(pupil)
            let copie = try await server.handIn(pupil, to: epreuve)
            let paths = [
                "student/profile", "memory/timeline", "epreuves", "epreuves/\(epreuve)", "copies", "auth/sessions",
                "epreuves/\(epreuve)/copies", "epreuves/\(epreuve)/copie/\(copie)", "auth/me", "openapi.json",
            ]
            for path in paths {
                let first = try await pupil.get(path)
                #expect(first.status == 200, "\(path)")
                let tag = try #require(first.header("ETag"), "\(path)")
                #expect(tag.wholeMatch(of: /"[-_A-Za-z0-9]{22}"/) != nil)
                for sent in [tag, "W/\(tag)", "\"autre\", \(tag)", "*"] {
                    let again = try await pupil.get(path, headers: ["If-None-Match": sent])
                    #expect(again.status == 304)
                    #expect(again.bytes.isEmpty)
                    #expect(again.header("ETag") == tag)
                }
                #expect(try await pupil.get(path, headers: ["If-None-Match": "\"autre\""]).status == 200)
            }
            let before = try await pupil.get("student/profile")
            _ = try await pupil.put("student/profile", ["targetScore": "19/20"])
            let tag = try #require(before.header("ETag"))
            #expect(try await pupil.get("student/profile", headers: ["If-None-Match": tag]).status == 200)
        }
    }

    @Test func `who lost the right gets no 304 either`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let tag = try #require(try await pupil.get("student/profile").header("ETag"))
            let answer = try await server.visitor().get("student/profile", headers: ["If-None-Match": tag])
            #expect(answer.status == 401)
        }
    }
}
