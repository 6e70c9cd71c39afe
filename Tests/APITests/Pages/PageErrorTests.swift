import HTTPTypes
import Testing

@testable import API

@Suite struct `Errors of pages` {
    @Test func `are pages for people and problems for programs`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            for (path, status) in [
                ("/nulle-part", 404), ("/enseignant", 403), ("/audit", 403), ("/atelier-ecrit/sujet/x", 404),
            ] {
                let answer = try await pupil.page(path)
                #expect(answer.status == status && answer.isPage, "\(path)")
                #expect(answer.text.contains("Erreur \(status)"))
            }
            #expect(
                try await pupil.get("nulle-part").header("Content-Type")?.hasPrefix("application/problem+json")
                    == true)
            let wrongMethod = try await pupil.send(.delete, "/login")
            #expect(wrongMethod.status == 405 && wrongMethod.isPage && wrongMethod.header("Allow") == "GET, POST")
        }
    }

    @Test func `are pages below the API, too, for who follows a link there`() async throws {
        try await TestServer.run { server in
            let link = ["Sec-Fetch-Mode": "navigate", "Accept": "text/html,*/*;q=0.8"]
            let from = link.merging(["Referer": "http://localhost/profil?fait=profil"]) { $1 }
            let visitor = server.visitor()
            let ended = try await visitor.page("/api/v1/account/export", headers: from)
            #expect(ended.status == 307 && ended.location == "/login?retour=/profil")
            #expect(ended.header("Cache-Control") == "no-store" && ended.header("Vary") == "Accept, Sec-Fetch-Mode")
            let pupil = try await server.pupil()
            for (path, status) in [("/api/v1/enseignant/export", 403), ("/api/v1/epreuves/copies/x/report", 404)] {
                let answer = try await pupil.page(path, headers: link)
                #expect(answer.status == status && answer.isPage && answer.text.contains("Erreur \(status)"))
                // A program asks for the same, and says so, or says nothing.
                for program in [[:], ["Sec-Fetch-Mode": "cors", "Accept": "*/*"], ["Sec-Fetch-Mode": "navigate"]] {
                    let problem = try await pupil.page(path, headers: program)
                    #expect(problem.status == status && problem.header("Content-Type") == Problem.mediaType)
                    #expect(problem.header("Vary") == "Accept, Sec-Fetch-Mode")
                }
            }
            #expect(try await visitor.page("/api/v1/auth/me").status == 401)
        }
    }

    @Test func `say that nothing was saved while the log cannot be written, and when to come back`() async throws {
        let files = RefusingFiles()
        try await TestServer.run(files: files) { server in
            let pupil = try await server.pupil()
            files.refuse()
            let answer = try await pupil.form("/profil", [("displayName", "Zoé")])
            #expect(answer.status == 503 && answer.isPage && answer.header("Retry-After") != nil)
            #expect(answer.text.contains("Rien n&#39;a été enregistré"))
            #expect(try await pupil.page("/profil").text.contains("value=\"Léa\""))
        }
    }

    @Test func `change nothing when a form has no token of its session`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let other = try await server.pupil("tom@lycee.fr", name: "Tom")
            let head = server.head
            for path in ["/profil", "/onboarding", "/atelier-ecrit", "/profil/mot-de-passe", "/deconnexion"] {
                let without = try await pupil.form(path, [("displayName", "Zoé")], token: false)
                #expect(without.status == 403 && without.text.contains("Cette page n’est plus à jour"), "\(path)")
                let foreign = try await pupil.form(
                    path, [("displayName", "Zoé"), ("csrf", other.cookies["eaf_csrf"] ?? "")], token: false)
                #expect(foreign.status == 403, "\(path)")
            }
            #expect(server.head == head)
        }
    }

    @Test func `never keep a page on the device`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            for path in ["/", "/profil", "/atelier-ecrit", "/nulle-part"] {
                #expect(try await pupil.page(path).header("Cache-Control") == "no-store")
            }
        }
    }

    @Test func `are the only ones: every asset is served for ever, under its digest`() async throws {
        try await TestServer.run { server in
            let page = try await server.visitor().page("/login").text
            let links = page.matches(of: /"(\/assets\/[^"]+)"/).map { String($0.1) }
            #expect(links.count == 4)
            for link in links {
                let answer = try await server.visitor().page(link)
                #expect(answer.status == 200 && answer.header("Cache-Control")?.contains("immutable") == true)
                let tag = try #require(answer.header("ETag"))
                #expect(try await server.visitor().page(link, headers: ["If-None-Match": tag]).status == 304)
            }
            let old = try await server.visitor().page("/assets/000000000000/style.css")
            #expect(old.status == 200 && old.header("Cache-Control") == "no-cache")
            #expect(try await server.visitor().page("/assets/000000000000/..%2fx").status == 404)
        }
    }
}
