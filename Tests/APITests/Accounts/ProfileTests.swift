import Events
import Testing

@testable import API

@Suite struct `The profile` {
    @Test func `what is sent replaces, what is not stays`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil(name: "Léa")
            let answer = try await pupil.put(
                "student/profile",
                ["targetScore": "16/20", "establishment": "  Lycée Hugo ", "selectedOeuvres": ["Cahier de Douai"]])
            #expect(answer.status == 200)
            #expect(answer["targetScore"] == "16/20")
            #expect(answer["establishment"] == "Lycée Hugo")
            #expect(answer["displayName"] == "Léa")
            let second = try await pupil.put("student/profile", ["weakSkills": [], "onboardingCompleted": true])
            #expect(second["weakSkills"] == [])
            #expect(second["onboardingCompleted"] == true)
            #expect(second["targetScore"] == "16/20")
            #expect(second["selectedOeuvres"] == ["Cahier de Douai"])
            let cleared = try await pupil.put("student/profile", ["establishment": ""])
            #expect(cleared["establishment"] == "")
            #expect(try await pupil.get("student/profile").json == cleared.json)
            #expect(try await pupil.get("auth/me")["profile"] == cleared.json)
        }
    }

    @Test func `every broken rule is named with its field, and nothing is changed`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let head = server.head
            let answer = try await pupil.put(
                "student/profile",
                [
                    "displayName": "  ", "classLevel": .string(String(repeating: "é", count: 121)),
                    "targetScore": 16, "establishment": .string(String(repeating: "x", count: 161)),
                    "eafDate": "2026-02-30", "onboardingCompleted": "true",
                    "selectedOeuvres": ["bon", "", 3], "classCode": "ABCDEFGHJKLMN",
                    "weakSkills": "Grammaire", "preferredObjects": ["a\u{0}b"],
                ])
            #expect(answer.status == 400)
            #expect(answer.error == "Payload invalide.")
            #expect(
                Set(answer.issues) == [
                    "displayName length", "classLevel length", "targetScore string", "establishment length",
                    "eafDate date", "onboardingCompleted boolean", "selectedOeuvres[1] length",
                    "selectedOeuvres[2] string", "classCode length", "weakSkills list",
                    "preferredObjects[0] characters",
                ])
            #expect(server.head == head)
        }
    }

    @Test(arguments: ["2026-6-5", "05/06/2026", "2026-13-01", "2025-02-29", "2026-06-05T00:00:00.000Z", ""])
    func `a date that is none is refused`(date: String) async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let answer = try await pupil.put("student/profile", ["eafDate": .string(date)])
            #expect(answer.status == 400)
            #expect(answer.json["errors"][0]["field"] == "eafDate")
        }
    }

    @Test func `what is read can be sent back (D-46)`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let set = try await pupil.put("student/profile", ["eafDate": "2026-06-08", "establishment": ""])
            #expect(set["eafDate"] == "2026-06-08")
            let read = try await pupil.get("student/profile")
            let back = try await pupil.put("student/profile", read.json)
            #expect(back.status == 200)
            #expect(back.json == read.json)
        }
    }

    @Test func `null takes back what can be without, and what was emptied can be sent back`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            _ = try await pupil.put(
                "student/profile",
                ["eafDate": "2026-06-08", "establishment": "Lycée Hugo", "weakSkills": ["Syntaxe"]])
            let cleared = try await pupil.put(
                "student/profile",
                [
                    "eafDate": .null, "classLevel": .null, "targetScore": .null, "establishment": .null,
                    "displayName": .null, "weakSkills": .null, "classCode": .null,
                ])
            #expect(cleared.status == 200 && !cleared.json.names.contains("eafDate"))
            #expect(cleared["classLevel"] == "" && cleared["targetScore"] == "" && cleared["establishment"] == "")
            #expect(cleared["displayName"] == "Léa" && cleared["weakSkills"] == ["Syntaxe"])
            #expect(try await pupil.put("student/profile", cleared.json).json == cleared.json)
        }
    }

    @Test func `badges, streak and what nobody knows are ignored (D-03)`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let head = server.head
            let answer = try await pupil.put(
                "student/profile",
                ["badges": ["Note > 15 🏆"], "streak": 99, "xp": 1_000, "role": "admin", "email": "a@b.fr"])
            #expect(answer.status == 200)
            #expect(answer["badges"] == [])
            #expect(answer["streak"] == 1)
            #expect(server.head == head, "nothing to change, nothing to write")
            #expect(try await pupil.get("auth/me")["role"] == "eleve")
        }
    }

    @Test func `changes of different fields at once all count (D-49)`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let changes: [JSONValue] = [
                ["displayName": "Zoé"], ["classLevel": "Première 3"], ["targetScore": "18/20"],
                ["establishment": "Lycée Hugo"], ["eafDate": "2026-06-08"], ["selectedOeuvres": ["Manon Lescaut"]],
                ["weakSkills": ["Syntaxe"]], ["preferredObjects": ["Poésie"]], ["parcoursProgress": ["1-0-lire"]],
                ["onboardingCompleted": true],
            ]
            try await withThrowingTaskGroup(of: Int.self) { group in
                for change in changes {
                    group.addTask { try await pupil.put("student/profile", change).status }
                }
                for try await status in group { #expect(status == 200) }
            }
            let profile = try await pupil.get("student/profile").json
            for change in changes {
                for name in change.names { #expect(profile[name] == change[name]) }
            }
        }
    }

    @Test func `every role has one`() async throws {
        try await TestServer.run { server in
            for role in [Role.parent, .admin, .enseignant] {
                let browser = try await server.appointed(role, "\(role.rawValue)@lycee.fr")
                let answer = try await browser.put("student/profile", ["displayName": "Moi"])
                #expect(answer["displayName"] == "Moi")
            }
            let auditor = try await server.appointed(.auditeur, "audit@lycee.fr")
            #expect(try await auditor.get("student/profile").status == 200)
            for answer in [
                try await auditor.put("student/profile", ["displayName": "Moi"]),
                try await auditor.post("memory/events", [:]),
            ] {
                #expect(answer.status == 403, "auditors change nothing")
                #expect(answer.error == "Accès refusé.")
            }
        }
    }
}
