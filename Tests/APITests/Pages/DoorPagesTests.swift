import Testing

@testable import API

@Suite struct `The way in` {
    @Test func `is shown to everybody but to whom the server recognises`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            #expect(try await server.visitor().page("/login").status == 200)
            #expect(try await pupil.page("/login").location == "/")
            let dead = Browser(server.client, cookies: ["eaf_session": "eteinte"])
            #expect(try await dead.page("/login").status == 200)
            let sent = try await dead.page("/atelier-ecrit?before=9")
            #expect(sent.status == 307)
            #expect(sent.location == "/login?retour=/atelier-ecrit%3Fbefore%3D9&motif=session")
            #expect(try await server.visitor().page("/").location == "/login?retour=/")
        }
    }

    @Test func `does not lead back to what was just done, which may not be done this time`() async throws {
        try await TestServer.run { server in
            _ = try await server.pupil()
            let visitor = server.visitor()
            #expect(try await visitor.page("/profil?fait=profil").location == "/login?retour=/profil")
            #expect(
                try await visitor.page("/atelier-ecrit?fait=depot&before=9").location
                    == "/login?retour=/atelier-ecrit%3Fbefore%3D9")
            let sent = try await visitor.form(
                "/profil/sessions/fermer", [], token: false,
                headers: ["Referer": "http://localhost/profil?a=1&fait=session"])
            #expect(sent.status == 303 && sent.location == "/login?retour=/profil%3Fa%3D1")
            let back = try await visitor.form(
                "/login",
                [("email", "lea@lycee.fr"), ("password", TestServer.password), ("retour", "/profil?fait=profil")])
            #expect(back.location == "/profil")
        }
    }

    @Test func `gives back what was typed into a form whose session had ended, and nothing of another site`()
        async throws
    {
        try await TestServer.run { server in
            _ = try await server.pupil()
            let visitor = server.visitor()
            let typed = [("displayName", "Zoé <b>"), ("establishment", "Lycée Hugo"), ("csrf", "jeton-perdu")]
            let referer = ["Referer": "http://localhost/profil"]
            let lost = try await visitor.form("/profil", typed, token: false, headers: referer)
            #expect(lost.status == 401 && lost.isPage && lost.header("Cache-Control") == "no-store")
            #expect(lost.text.contains("Zoé &lt;b&gt;\nLycée Hugo</textarea>") && !lost.text.contains("jeton-perdu"))
            #expect(lost.text.contains("name=\"retour\" value=\"/profil\""))
            // Failing to log in does not lose it.
            let failed = try await visitor.form(
                "/login", [("email", "lea@lycee.fr"), ("password", "non"), ("texte", "Zoé"), ("retour", "/profil")])
            #expect(failed.status == 401 && failed.text.contains("Zoé</textarea>"))
            let foreign = try await visitor.form(
                "/profil", typed, token: false, headers: ["Origin": "https://ailleurs.fr"])
            #expect(foreign.status == 303 && !foreign.text.contains("Hugo"))
            let long = try await visitor.form(
                "/profil", [("displayName", String(repeating: "é", count: 9_000))], token: false)
            #expect(long.text.count { $0 == "é" } < 4_100)
        }
    }

    @Test func `shows no password, nor what it was to confirm`() async throws {
        try await TestServer.run { server in
            let fields = [("currentPassword", "secret-un"), ("newPassword", "secret-deux")]
            let answer = try await server.visitor().form("/profil/mot-de-passe", fields, token: false)
            #expect(answer.status == 303 && answer.location == "/login?retour=/")
            let erasing = [("password", "secret-un"), ("confirmation", "oui")]
            #expect(try await server.visitor().form("/profil/suppression", erasing, token: false).status == 303)
        }
    }

    @Test func `leads back to where somebody came from, and to no other site`() async throws {
        try await TestServer.run { server in
            _ = try await server.pupil()
            let cases = [
                ("/atelier-ecrit?before=9", "/atelier-ecrit?before=9"), ("//ailleurs.fr", "/"),
                ("https://ailleurs.fr", "/"),
                ("/\\ailleurs.fr", "/"), ("/a\r\nX: y", "/"), ("", "/"), ("/login", "/"),
            ]
            for (wish, place) in cases {
                let answer = try await server.visitor().form(
                    "/login", [("email", "lea@lycee.fr"), ("password", TestServer.password), ("retour", wish)])
                #expect(answer.status == 303 && answer.location == place, "\(wish)")
            }
        }
    }

    @Test func `says at the form what is wrong, and keeps everything typed but the password`() async throws {
        try await TestServer.run { server in
            _ = try await server.pupil()
            let wrong = try await server.visitor().form(
                "/login", [("email", "lea@lycee.fr"), ("password", "pas-celui-la")])
            #expect(wrong.status == 401 && wrong.isPage)
            #expect(wrong.text.contains("Email ou mot de passe incorrect."))
            #expect(wrong.text.contains("value=\"lea@lycee.fr\"") && !wrong.text.contains("pas-celui-la"))
            let taken = try await server.visitor().form(
                "/inscription", [("email", "lea@lycee.fr"), ("password", TestServer.password)])
            #expect(taken.status == 409 && taken.text.contains("Un compte existe déjà pour cet email."))
            let short = try await server.visitor().form(
                "/inscription", [("email", "x"), ("password", "court"), ("displayName", "Zoé")])
            #expect(short.status == 400)
            #expect(short.text.contains("id=\"champ-email-erreur\">Une adresse électronique est attendue."))
            #expect(short.text.contains("id=\"champ-password-erreur\">De 8 à 256 caractères."))
            #expect(short.text.contains("value=\"Zoé\"") && !short.text.contains("court"))
        }
    }

    @Test func `opens for a teacher with an invitation only`() async throws {
        try await TestServer.run { server in
            let fields = [("email", "prof@lycee.fr"), ("password", TestServer.password), ("role", "enseignant")]
            #expect(try await server.visitor().form("/inscription", fields).status == 403)
            let code = try await server.invitation()
            let teacher = server.visitor()
            let answer = try await teacher.form("/inscription", fields + [("invitationCode", code)])
            #expect(answer.location == "/")
            #expect(try await teacher.page("/").location == "/enseignant")
            #expect(try await teacher.page("/enseignant").status == 200)
        }
    }

    @Test func `refuses forms of other sites`() async throws {
        try await TestServer.run { server in
            let foreign = ["Origin": "https://ailleurs.fr"]
            for path in ["/login", "/inscription"] {
                let answer = try await server.visitor().form(path, [("email", "a@b.fr")], headers: foreign)
                #expect(answer.status == 403 && answer.setCookies.isEmpty)
            }
        }
    }

    @Test func `is closed by leaving, which takes the cookies away also when the session is over`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let other = Browser(server.client, cookies: pupil.cookies)
            #expect(try await pupil.form("/deconnexion", []).location == "/login")
            #expect(pupil.cookies["eaf_session"] == nil)
            #expect(try await other.page("/").status == 307)
            let answer = try await other.form("/deconnexion", [])
            #expect(answer.location == "/login" && other.cookies["eaf_session"] == nil)
        }
    }

    @Test func `remembers the colours that somebody chose`() async throws {
        try await TestServer.run { server in
            let visitor = server.visitor()
            let answer = try await visitor.form("/theme", [("theme", "sombre"), ("retour", "/bienvenue")])
            #expect(answer.location == "/bienvenue" && visitor.cookies["eaf_theme"] == "sombre")
            #expect(try await visitor.page("/bienvenue").text.contains("data-theme=\"sombre\""))
            #expect(try await visitor.form("/theme", [("theme", "\"><script>")]).setCookies.isEmpty)
        }
    }
}
