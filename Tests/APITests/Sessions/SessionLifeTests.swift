import Testing

@testable import API

@Suite struct `The life of a session` {
    private static let day = 86_400

    @Test func `it ends after 14 days without use`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            server.clock.advance(seconds: 14 * Self.day - 1)
            #expect(try await pupil.get("auth/me").status == 200)
            server.clock.advance(seconds: 1)
            let answer = try await pupil.get("auth/me")
            #expect(answer.status == 401)
            #expect(answer.error == "Non authentifié.")
        }
    }

    @Test func `a change moves the end, at most once a day, and renews the cookies`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            server.clock.advance(seconds: Self.day - 1)
            let early = try await pupil.put("student/profile", ["targetScore": "15/20"])
            #expect(early.setCookies.isEmpty)
            server.clock.advance(seconds: 1)
            let token = pupil.cookies
            let due = try await pupil.put("student/profile", ["targetScore": "16/20"])
            #expect(due.setCookies.count == 3)
            #expect(pupil.cookies == token, "the same tokens, for longer")
            let again = try await pupil.put("student/profile", ["targetScore": "17/20"])
            #expect(again.setCookies.isEmpty)
            server.clock.advance(days: 13)
            #expect(try await pupil.get("auth/me").status == 200)
        }
    }

    @Test func `however much it is used, it ends after 90 days`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            for _ in 0..<8 {
                server.clock.advance(days: 10)
                #expect(try await pupil.put("student/profile", ["targetScore": "15/20"]).status == 200)
            }
            server.clock.advance(seconds: 10 * Self.day - 1)
            #expect(try await pupil.get("auth/me").status == 200)
            server.clock.advance(seconds: 1)
            #expect(try await pupil.get("auth/me").status == 401)
        }
    }

    @Test func `reading writes nothing, whatever is read and however late`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let teacher = try await server.teacher()
            try await server.makeClass(of: teacher, pupils: [pupil])
            let epreuve = try await server.generate(pupil)
            let copie = try await server.handIn(pupil, to: epreuve)
            server.clock.advance(days: 3)
            let head = server.head
            let paths = [
                "auth/me", "auth/sessions", "student/profile", "memory/timeline", "epreuves", "epreuves/\(epreuve)",
                "epreuves/\(epreuve)/copies", "epreuves/\(epreuve)/copie/\(copie)", "copies",
            ]
            for path in paths {
                #expect(try await pupil.get(path).status == 200, "\(path)")
            }
            for path in ["enseignant/dashboard", "enseignant/copies/\(copie)", "metrics/vitals"] {
                #expect(try await teacher.get(path).status == 200, "\(path)")
            }
            #expect(server.head == head)
        }
    }

    @Test(arguments: [
        "", "x", "00000000-0000-4000-8000-000000000000", "\u{e9}", "a b", String(repeating: "A", count: 4_000),
    ])
    func `a forged token is nobody's`(token: String) async throws {
        try await TestServer.run { server in
            _ = try await server.pupil()
            let browser = server.visitor()
            let answer = try await browser.get("auth/me", headers: ["Cookie": "eaf_session=\(token); eaf_role=admin"])
            #expect(answer.status == 401)
            #expect(answer.error == "Non authentifié.")
        }
    }

    @Test func `the role cookie gives no right`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            pupil.cookies["eaf_role"] = "admin"
            #expect(try await pupil.get("enseignant/dashboard").status == 403)
            #expect(try await pupil.get("auth/me")["role"] == "eleve")
        }
    }

    @Test func `the log and the snapshot hold no token`() async throws {
        let folder = try ServerFolder()
        let token = try await folder.serve { server in
            try await server.pupil().cookies["eaf_session"] ?? "?"
        }
        #expect(token.count == 43)
        #expect(try !folder.logText().contains(token))
    }
}
