import Events
import Testing

@testable import API

@Suite struct `The list of sessions` {
    private func ids(_ browser: Browser) async throws -> [String] {
        try await browser.get("auth/sessions")["sessions"].items.map { $0["id"].text }
    }

    @Test func `shows them newest first, the current one marked`() async throws {
        try await TestServer.run { server in
            let first = try await server.pupil()
            server.clock.advance(seconds: 60)
            let second = try await server.login("lea@lycee.fr")
            let sessions = try await first.get("auth/sessions")["sessions"].items
            #expect(sessions.count == 2)
            #expect(sessions.map { $0["current"] } == [false, true])
            #expect(sessions[0].names == ["createdAt", "current", "expiresAt", "id", "renewedAt", "userAgent"])
            #expect(sessions[0]["createdAt"] == "2026-01-20T11:01:00.000Z")
            #expect(sessions[0]["expiresAt"] == "2026-02-03T11:01:00.000Z")
            #expect(sessions[0]["userAgent"] == "eaf-tests")
            #expect(try await second.get("auth/sessions")["sessions"][0]["current"] == true)
        }
    }

    @Test func `one can be ended, once, and only by its owner`() async throws {
        try await TestServer.run { server in
            let first = try await server.pupil()
            let second = try await server.login("lea@lycee.fr")
            let stranger = try await server.pupil("max@lycee.fr")
            let target = try await #require(ids(second).first)
            let foreign = try await stranger.delete("auth/sessions/\(target)")
            #expect(foreign.status == 404)
            #expect(foreign.error == "Session introuvable.")
            #expect(try await second.get("auth/me").status == 200)
            #expect(try await first.delete("auth/sessions/\(target)").status == 200)
            #expect(try await second.get("auth/me").status == 401)
            #expect(try await first.delete("auth/sessions/\(target)").status == 404)
            #expect(try await first.delete("auth/sessions/pas-un-id").status == 404)
            #expect(try await first.delete("auth/sessions/\(SessionID.random())").status == 404)
        }
    }

    @Test func `all others can be ended`() async throws {
        try await TestServer.run { server in
            let first = try await server.pupil()
            let others = [try await server.login("lea@lycee.fr"), try await server.login("lea@lycee.fr")]
            let stranger = try await server.pupil("max@lycee.fr")
            #expect(try await first.delete("auth/sessions").status == 200)
            for other in others { #expect(try await other.get("auth/me").status == 401) }
            #expect(try await first.get("auth/me").status == 200)
            #expect(try await stranger.get("auth/me").status == 200)
            let head = server.head
            #expect(try await first.delete("auth/sessions").status == 200)
            #expect(server.head == head)
        }
    }

    @Test func `another password ends every other session, and the old password`() async throws {
        try await TestServer.run { server in
            let first = try await server.pupil()
            let second = try await server.login("lea@lycee.fr")
            let answer = try await first.post(
                "auth/password",
                ["currentPassword": .string(TestServer.password), "newPassword": "un-autre-secret"])
            #expect(answer.status == 200)
            #expect(try await first.get("auth/me").status == 200)
            #expect(try await second.get("auth/me").status == 401)
            let old = try await server.visitor().post(
                "auth/login", ["email": "lea@lycee.fr", "password": .string(TestServer.password)])
            #expect(old.status == 401)
            _ = try await server.login("lea@lycee.fr", password: "un-autre-secret")
        }
    }

    @Test func `the wrong current password changes nothing`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let second = try await server.login("lea@lycee.fr")
            let head = server.head
            let wrong = try await pupil.post(
                "auth/password", ["currentPassword": "mauvais", "newPassword": "un-autre-secret"])
            #expect(wrong.status == 403)
            #expect(wrong.error == "Le mot de passe actuel est incorrect.")
            let short = try await pupil.post(
                "auth/password", ["currentPassword": .string(TestServer.password), "newPassword": "court"])
            #expect(short.issues == ["newPassword length"])
            #expect(server.head == head)
            #expect(try await second.get("auth/me").status == 200)
        }
    }

    @Test func `two changes of the password at once: one counts, and the other is told`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let other = try await server.login("lea@lycee.fr")
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for (browser, new) in [(pupil, "premier-secret"), (other, "second-secret")] {
                    group.addTask {
                        try await browser.post(
                            "auth/password",
                            ["currentPassword": .string(TestServer.password), "newPassword": .string(new)]
                        ).status
                    }
                }
                return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
            }
            #expect(statuses.contains(200))
            #expect(statuses.isSubset(of: [200, 401, 403]))
            #expect(statuses.count == 2)
        }
    }
}
