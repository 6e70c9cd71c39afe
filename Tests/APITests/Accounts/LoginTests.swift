import Events
import Testing

@testable import API

@Suite struct `Logging in` {
    private static let wrong = "Email ou mot de passe incorrect."

    @Test func `an unknown address and a wrong password get the same answer`() async throws {
        try await TestServer.run { server in
            _ = try await server.pupil("lea@lycee.fr")
            let head = server.head
            let tries: [(String, String)] = [
                ("lea@lycee.fr", "mauvais"), ("inconnue@lycee.fr", TestServer.password),
            ]
            var bodies: Set<String> = []
            for (email, password) in tries {
                let answer = try await server.visitor().post(
                    "auth/login", ["email": .string(email), "password": .string(password)],
                    headers: ["X-Request-Id": "meme-demande"])
                #expect(answer.status == 401)
                #expect(answer.error == Self.wrong)
                #expect(answer.setCookies.isEmpty)
                bodies.insert(answer.text)
            }
            #expect(bodies.count == 1)
            #expect(server.head == head, "a failed login is no fact")
        }
    }

    @Test func `opens a new session beside the older ones, with other tokens`() async throws {
        try await TestServer.run { server in
            let first = try await server.pupil("lea@lycee.fr")
            let second = try await server.login(" LEA@lycee.fr ")
            #expect(first.cookies["eaf_session"] != second.cookies["eaf_session"])
            #expect(first.cookies["eaf_csrf"] != second.cookies["eaf_csrf"])
            for browser in [first, second] {
                #expect(try await browser.get("auth/me").status == 200)
            }
        }
    }

    @Test func `a session planted before the login is not taken over`() async throws {
        try await TestServer.run { server in
            _ = try await server.pupil("lea@lycee.fr")
            let browser = server.visitor()
            browser.cookies = ["eaf_session": "choisi-par-un-autre", "eaf_csrf": "aussi"]
            let answer = try await browser.post(
                "auth/login", ["email": "lea@lycee.fr", "password": .string(TestServer.password)])
            #expect(answer.status == 200)
            #expect(browser.cookies["eaf_session"] != "choisi-par-un-autre")
        }
    }

    @Test func `missing members are named`() async throws {
        try await TestServer.run { server in
            let answer = try await server.visitor().post("auth/login", [:])
            #expect(answer.status == 400)
            #expect(answer.issues == ["email required", "password required"])
            let numbers = try await server.visitor().post("auth/login", ["email": 1, "password": true])
            #expect(numbers.issues == ["email string", "password string"])
            let noAddress = try await server.visitor().post(
                "auth/login", ["email": "pas-une-adresse", "password": "x"])
            #expect(noAddress.issues == ["email email"])
        }
    }

    @Test func `eleven tries a minute are too many, by account even from other addresses`() async throws {
        let options = ServerFolder.Options(limitsRates: true)
        try await TestServer.run(options) { server in
            _ = try await server.pupil("lea@lycee.fr")
            for _ in 0..<10 {
                let answer = try await server.visitor().post(
                    "auth/login", ["email": "lea@lycee.fr", "password": "mauvais"])
                #expect(answer.status == 401)
            }
            let refused = try await server.visitor().post(
                "auth/login", ["email": "lea@lycee.fr", "password": .string(TestServer.password)])
            #expect(refused.status == 429)
            #expect(refused.error == "Trop de tentatives. Réessayez plus tard.")
            #expect(refused.header("Retry-After") == "6")
            // A header that anybody can write moves no limit (D-19).
            let spoofed = try await server.visitor().post(
                "auth/login", ["email": "lea@lycee.fr", "password": "mauvais"],
                headers: ["X-Forwarded-For": "203.0.113.9"])
            #expect(spoofed.status == 429)
            server.clock.advance(seconds: 60)
            let later = try await server.login("lea@lycee.fr")
            #expect(later.cookies.count == 3)
        }
    }

    @Test func `an account has 20 sessions at most: the oldest ends`() async throws {
        try await TestServer.run { server in
            let first = try await server.pupil("lea@lycee.fr")
            let second = try await server.login("lea@lycee.fr")
            for _ in 0..<(OpenSession.sessionsMax - 1) { _ = try await server.login("lea@lycee.fr") }
            #expect(try await first.get("auth/me").status == 401)
            let list = try await second.get("auth/sessions")
            #expect(list["sessions"].items.count == OpenSession.sessionsMax)
        }
    }

    @Test func `who I am has this shape`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil("Lea@Lycee.fr", name: "Léa")
            let me = try await pupil.get("auth/me")
            #expect(me.status == 200)
            #expect(me.json.names == ["email", "id", "profile", "role"])
            #expect(me["email"] == "lea@lycee.fr")
            #expect(me["role"] == "eleve")
            let profile = me["profile"]
            #expect(profile["displayName"] == "Léa")
            #expect(profile["classLevel"] == "Première générale")
            #expect(profile["targetScore"] == "14/20")
            #expect(profile["weakSkills"] == ["Problématisation", "Grammaire"])
            #expect(profile["onboardingCompleted"] == false)
            for list in ["selectedOeuvres", "parcoursProgress", "badges", "preferredObjects"] {
                #expect(profile[list] == [])
            }
            #expect(me.setCookies["eaf_csrf"]?.hasPrefix("eaf_csrf=\(pupil.cookies["eaf_csrf"] ?? "")") == true)
        }
    }
}
