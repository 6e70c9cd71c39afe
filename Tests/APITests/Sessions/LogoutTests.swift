import Testing

@testable import API

@Suite struct `Logging out` {
    @Test func `ends this session alone and takes the cookies away`() async throws {
        try await TestServer.run { server in
            let first = try await server.pupil()
            let second = try await server.login("lea@lycee.fr")
            let kept = first.cookies
            let answer = try await first.post("auth/logout")
            #expect(answer.status == 200)
            #expect(answer.text == #"{"ok":true}"#)
            #expect(first.cookies.isEmpty)
            #expect(
                answer.setCookies["eaf_session"] == "eaf_session=; Max-Age=0; Path=/; SameSite=Lax; HttpOnly")
            #expect(answer.setCookies["eaf_role"] == "eaf_role=; Max-Age=0; Path=/; SameSite=Lax; HttpOnly")
            #expect(try await second.get("auth/me").status == 200)
            first.cookies = kept
            #expect(try await first.get("auth/me").status == 401)
        }
    }

    @Test func `wants the token first`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let missing = try await pupil.post("auth/logout", headers: [Browser.csrfHeader: ""])
            #expect(missing.status == 403)
            #expect(missing.error == "Jeton CSRF manquant.")
            let wrong = try await pupil.post("auth/logout", headers: [Browser.csrfHeader: "faux"])
            #expect(wrong.error == "Jeton CSRF invalide.")
            #expect(try await pupil.get("auth/me").status == 200)
        }
    }

    @Test func `a dead session is no error: its cookies go (D-14)`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            server.clock.advance(days: 15)
            pupil.cookies["eaf_csrf"] = nil
            let answer = try await pupil.post("auth/logout")
            #expect(answer.status == 200)
            #expect(pupil.cookies.isEmpty)
            // The login page is reachable, and works.
            _ = try await server.login("lea@lycee.fr")
        }
    }

    @Test func `another site cannot take a dead session's cookies away`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            server.clock.advance(days: 15)
            let answer = try await pupil.post("auth/logout", headers: ["Sec-Fetch-Site": "cross-site"])
            #expect(answer.status == 403)
            #expect(answer.setCookies.isEmpty)
        }
    }

    @Test func `who has no session is told so`() async throws {
        try await TestServer.run { server in
            let answer = try await server.visitor().post("auth/logout")
            #expect(answer.status == 401)
            #expect(answer.error == "Non authentifié.")
        }
    }
}
