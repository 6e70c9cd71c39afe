import HTTPTypes
import Testing

@testable import API

@Suite struct `Cross-site requests` {
    @Test func `every change wants the session's own token, in header and cookie`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let other = try await server.login("lea@lycee.fr")
            let head = server.head
            let own = try #require(pupil.cookies["eaf_csrf"])
            let foreign = try #require(other.cookies["eaf_csrf"])
            let session = try #require(pupil.cookies["eaf_session"])
            let cases: [(header: String, cookie: String?, text: String)] = [
                ("", own, "Jeton CSRF manquant."),
                (own, nil, "Jeton CSRF manquant."),
                (own, "", "Jeton CSRF manquant."),
                ("faux", own, "Jeton CSRF invalide."),
                (own, "faux", "Jeton CSRF invalide."),
                // Header and cookie agree, and belong to another session.
                (foreign, foreign, "Jeton CSRF invalide."),
                // What a neighbouring site could plant.
                ("plante", "plante", "Jeton CSRF invalide."),
                (own.uppercased(), own.uppercased(), "Jeton CSRF invalide."),
            ]
            for (header, cookie, text) in cases {
                let sent = "eaf_session=\(session)" + (cookie.map { "; eaf_csrf=\($0)" } ?? "")
                let answer = try await pupil.put(
                    "student/profile", ["targetScore": "20/20"],
                    headers: [Browser.csrfHeader: header, "Cookie": sent])
                #expect(answer.status == 403)
                #expect(answer.error == text)
            }
            #expect(server.head == head)
        }
    }

    @Test func `every route that changes something checks it, after who it is`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let id = "00000000-0000-4000-8000-000000000000"
            let routes: [(HTTPRequest.Method, String)] = [
                (.post, "auth/password"), (.delete, "auth/sessions"), (.delete, "auth/sessions/\(id)"),
                (.put, "student/profile"), (.post, "memory/events"), (.post, "epreuves/generate"),
                (.post, "epreuves/\(id)/copie"), (.post, "epreuves/\(id)/copie/\(id)/correction"),
                (.post, "enseignant/class-code"), (.post, "enseignant/corrections/\(id)/comment"),
                (.post, "invitations"), (.put, "admin/accounts/\(id)/role"),
                (.put, "admin/accounts/\(id)/unsealing"),
            ]
            for (method, path) in routes {
                let anonymous = try await server.visitor().send(method, path)
                #expect(anonymous.status == 401, "\(path)")
                let answer = try await pupil.send(method, path, headers: [Browser.csrfHeader: ""])
                #expect(answer.status == 403, "\(path)")
                #expect(answer.error == "Jeton CSRF manquant.", "\(path)")
            }
        }
    }

    @Test(arguments: ["auth/login", "auth/register", "metrics/vitals"])
    func `what has no session is protected by where it comes from`(path: String) async throws {
        try await TestServer.run { server in
            _ = try await server.pupil()
            let foreign: [[String: String]] = [
                ["Sec-Fetch-Site": "cross-site"], ["Sec-Fetch-Site": "same-site"],
                ["Origin": "https://ailleurs.example"], ["Origin": "null"],
                ["Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"],
            ]
            for headers in foreign {
                let answer = try await server.visitor().post(path, [:], headers: headers)
                #expect(answer.status == 403, "\(headers)")
                #expect(answer.error == "Requête refusée : origine étrangère au site.")
            }
            let ours: [[String: String]] = [
                [:], ["Sec-Fetch-Site": "same-origin"], ["Sec-Fetch-Site": "none"], ["Origin": "http://localhost"],
            ]
            for headers in ours {
                let answer = try await server.visitor().post(path, [:], headers: headers)
                #expect(answer.status == 400, "\(headers): empty, but let through")
            }
        }
    }

    @Test func `the configured origin decides, not the host that a client names`() async throws {
        let options = ServerFolder.Options(environment: ["PUBLIC_ORIGIN": "https://eaf.example.fr"])
        try await TestServer.run(options) { server in
            let ours = try await server.visitor().post(
                "auth/login", [:], headers: ["Origin": "https://eaf.example.fr"])
            #expect(ours.status == 400)
            let local = try await server.visitor().post("auth/login", [:], headers: ["Origin": "http://localhost"])
            #expect(local.status == 403)
        }
    }

    @Test func `recording a vital by GET from another site is refused too`() async throws {
        try await TestServer.run { server in
            let answer = try await server.visitor().get(
                "metrics/vitals?name=LCP&value=1", headers: ["Sec-Fetch-Site": "cross-site"])
            #expect(answer.status == 403)
        }
    }
}
