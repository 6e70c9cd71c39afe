import Events
import Projections
import Testing

@testable import API

@Suite struct `A person's own pages` {
    @Test func `greet a pupil with the days that are left, and the next step`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let first = try await pupil.page("/").text
            #expect(first.contains("Bonjour, Léa") && first.contains("href=\"/onboarding\""))
            let today = CivilDate(daysSinceEpoch: ParisDay.of(server.clock.system.now) + 10)
            let date =
                "\(today.year)-\(today.month < 10 ? "0" : "")\(today.month)-\(today.day < 10 ? "0" : "")\(today.day)"
            let answer = try await pupil.form(
                "/onboarding",
                [
                    ("displayName", "Léa <M>"), ("eafDate", date), ("selectedOeuvres", "Manon Lescaut"),
                    ("selectedOeuvres", "Cahier de Douai"), ("niveau-commentaire", "1"), ("niveau-lecture", "5"),
                ])
            #expect(answer.location == "/?fait=profil")
            let page = try await pupil.page("/").text
            #expect(page.contains("<strong>10</strong> <span>jours avant l’épreuve</span>"))
            #expect(page.contains("Bonjour, Léa &lt;M&gt;"))
            let profile = try await pupil.get("student/profile")
            #expect(
                profile["weakSkills"].items.map(\.text) == ["Problématisation", "Grammaire", "Commentaire"])
            #expect(profile["selectedOeuvres"].items.count == 2)
        }
    }

    @Test func `take a pupil back to the first questions without forgetting the answers`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            _ = try await pupil.put(
                "student/profile",
                [
                    "weakSkills": ["Syntaxe", "Commentaire", "Dissertation"],
                    "selectedOeuvres": ["Manon Lescaut", "Une œuvre d’ailleurs"],
                ])
            #expect(try await pupil.page("/profil").text.contains("href=\"/onboarding\""))
            let page = try await pupil.page("/onboarding").text
            #expect(page.contains("name=\"niveau-commentaire\" min=\"1\" max=\"5\" step=\"1\" value=\"2\""))
            #expect(page.contains("name=\"avant-niveau-lecture\" value=\"3\""))
            #expect(page.contains("value=\"Une œuvre d’ailleurs\" checked"))
            let sliders = [
                ("niveau-commentaire", "2"), ("avant-niveau-commentaire", "2"), ("niveau-lecture", "3"),
                ("avant-niveau-lecture", "3"), ("niveau-dissertation", "4"), ("avant-niveau-dissertation", "2"),
                ("niveau-expression", "1"), ("avant-niveau-expression", "3"),
            ]
            _ = try await pupil.form("/onboarding", [("displayName", "Léa")] + sliders)
            let profile = try await pupil.get("student/profile")
            #expect(profile["weakSkills"].items.map(\.text) == ["Syntaxe", "Commentaire", "Expression orale"])
            #expect(profile["selectedOeuvres"] == [], "no box was ticked")
        }
    }

    @Test func `take back what was emptied`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let filled = [
                ("displayName", "Léa"), ("classLevel", "Première 3"), ("eafDate", "2027-06-14"),
                ("targetScore", "16/20"),
                ("establishment", "Lycée Hugo"),
            ]
            #expect(try await pupil.form("/profil", filled).status == 303)
            #expect(try await pupil.page("/").text.contains("Épreuve le 14 juin 2027"))
            let emptied = filled.map { ($0.0, $0.0 == "displayName" ? $0.1 : "") }
            #expect(try await pupil.form("/profil", emptied).status == 303)
            let profile = try await pupil.get("student/profile")
            #expect(!profile.json.names.contains("eafDate"))
            #expect(profile["classLevel"] == "" && profile["targetScore"] == "" && profile["establishment"] == "")
            #expect(try await pupil.page("/").text.contains("n’est pas renseignée"))
            let again = try await pupil.form("/profil", filled)
            #expect(again.status == 303)
            #expect(try await pupil.get("student/profile")["eafDate"] == "2027-06-14")
        }
    }

    @Test(arguments: [(-1, "Passée"), (0, "C’est"), (1, "1")])
    func `count the days`(_ days: Int, _ shown: String) {
        let now = Timestamp(seconds: 1_800_000_000)
        let date = CivilDate(daysSinceEpoch: now.day + days)
        #expect("\(HomePages.countdown(to: date, at: now))".hasPrefix("Countdown(days: \"\(shown)\","))
    }

    @Test func `keep what was typed when the class code is wrong, and leave the class when it is emptied`()
        async throws
    {
        try await TestServer.run { server in
            let teacher = try await server.teacher()
            let pupil = try await server.pupil()
            let code = try await server.makeClass(of: teacher, pupils: [pupil])
            let wrong = try await pupil.form("/profil", [("displayName", "Zoé"), ("classCode", "ZZZZZZ")])
            #expect(wrong.status == 400 && wrong.text.contains("Aucune classe ne porte ce code."))
            #expect(wrong.text.contains("value=\"Zoé\"") && wrong.text.contains("value=\"ZZZZZZ\""))
            #expect(try await pupil.get("student/profile")["classCode"].text == code)
            #expect(try await pupil.form("/profil", [("displayName", "Zoé"), ("classCode", "")]).status == 303)
            #expect(try await pupil.get("student/profile")["classCode"] == .null)
        }
    }

    @Test func `change the password and close sessions`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let other = try await server.login("lea@lycee.fr")
            let fields = [("currentPassword", TestServer.password), ("newPassword", "une autre phrase")]
            #expect(try await pupil.form("/profil/mot-de-passe", fields).location == "/profil?fait=mot-de-passe")
            #expect(try await other.page("/profil").status == 307)
            let wrong = try await pupil.form("/profil/mot-de-passe", fields)
            #expect(wrong.status == 403 && wrong.text.contains("Le mot de passe actuel est incorrect."))
            #expect(!wrong.text.contains("une autre phrase"))
            let third = try await server.login("lea@lycee.fr", password: "une autre phrase")
            #expect(try await pupil.form("/profil/sessions/fermer", []).status == 303)
            #expect(try await third.page("/profil").status == 307)
            #expect(try await pupil.form("/profil/sessions/pas-une/fermer", []).status == 404)
        }
    }

    @Test func `erase the account for its password alone`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let id = try await server.id(of: pupil)
            let unsure = try await pupil.form("/profil/suppression", [("password", TestServer.password)])
            #expect(unsure.status == 400 && unsure.text.contains("Cochez la case"))
            let wrong = try await pupil.form("/profil/suppression", [("password", "non"), ("confirmation", "oui")])
            #expect(wrong.status == 403)
            #expect(server.models.accounts[id] != nil)
            let sure = [("password", TestServer.password), ("confirmation", "oui")]
            #expect(try await pupil.form("/profil/suppression", sure).location == "/bienvenue")
            #expect(server.models.accounts[id] == nil && pupil.cookies["eaf_session"] == nil)
        }
    }
}
