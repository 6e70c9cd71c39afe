import Events
import Testing

@testable import API

@Suite struct `Commenting on a copie` {
    private static let outside = "Copie hors de votre classe ou code classe non configuré."

    private func comment(_ browser: Browser, _ copie: String, _ text: JSONValue = "Bien vu.") async throws -> Answer {
        try await browser.post("enseignant/corrections/\(copie)/comment", ["comment": text])
    }

    @Test func `the pupil reads it, with author, date and history, and the correction stays`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let teacher = try await server.teacher()
            try await server.makeClass(of: teacher, pupils: [pupil])
            let (epreuve, copie) = try await server.corrected(pupil, note: 12)
            let path = "epreuves/\(epreuve)/copie/\(copie)"
            let before = try await pupil.get(path)["correction"]
            let answer = try await comment(teacher, copie, "  Bien vu.  ")
            #expect(answer.status == 200)
            #expect(answer.json == ["ok": true, "commentaireEnseignant": "Bien vu."])
            server.clock.advance(seconds: 60)
            _ = try await comment(teacher, copie, "Encore mieux.")
            let read = try await pupil.get(path)
            #expect(read["correction"]["commentaireEnseignant"] == "Encore mieux.")
            #expect(read["correction"]["note"] == before["note"])
            #expect(read["correction"]["rubriques"] == before["rubriques"])
            let comments = read["comments"].items
            #expect(comments.map { $0["text"] } == ["Bien vu.", "Encore mieux."])
            #expect(comments.map { $0["createdAt"] } == ["2026-01-20T11:00:00.000Z", "2026-01-20T11:01:00.000Z"])
            let author = try await server.id(of: teacher)
            #expect(
                comments.allSatisfy { $0["author"].text == author.description && $0["authorName"] == "Mme Curie" })
            let dashboard = try await teacher.get("enseignant/dashboard")
            #expect(dashboard["copies"][0]["teacherComment"] == "Encore mieux.")
            // A new correction loses no comment (D-09).
            _ = try await pupil.post("\(path)/correction")
            try await server.correct(copie, note: 14)
            let again = try await pupil.get(path)
            #expect(again["correction"]["note"] == 14)
            #expect(again["comments"].items.count == 2)
        }
    }

    @Test func `only on corrected copies of one's own class`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let teacher = try await server.teacher()
            let other = try await server.teacher("autre@lycee.fr")
            let admin = try await server.appointed(.admin, "admin@lycee.fr")
            let auditor = try await server.appointed(.auditeur, "audit@lycee.fr")
            let copie = try await server.handIn(pupil, to: try await server.generate(pupil))
            for id in [copie, CopieID.random().description, "x"] {
                let answer = try await comment(teacher, id)
                #expect(answer.status == 403, "nobody learns which copies exist (D-09)")
                #expect(answer.error == Self.outside)
            }
            try await server.makeClass(of: teacher, pupils: [pupil])
            let early = try await comment(teacher, copie)
            #expect(early.status == 409)
            #expect(early.error == "Cette copie n'est pas encore corrigée.")
            try await server.correct(copie, note: 10)
            for stranger in [other, admin] {
                let answer = try await comment(stranger, copie)
                #expect(answer.status == 403)
                #expect(answer.error == Self.outside)
            }
            for refused in [pupil, auditor] {
                let answer = try await comment(refused, copie)
                #expect(answer.status == 403)
                #expect(answer.error == "Accès refusé.")
            }
            #expect(try await comment(teacher, copie).status == 200)
            _ = try await pupil.put("student/profile", ["classCode": ""])
            #expect(try await comment(teacher, copie).status == 403, "who left is no pupil of the class")
        }
    }

    @Test func `a hundred times`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let teacher = try await server.teacher()
            try await server.makeClass(of: teacher, pupils: [pupil])
            let (epreuve, copie) = try await server.corrected(pupil, note: 12)
            for number in 1...100 {
                #expect(try await comment(teacher, copie, .string("Commentaire \(number)")).status == 200)
            }
            let refused = try await comment(teacher, copie)
            #expect(refused.status == 409)
            #expect(refused.error == "Cette copie a déjà reçu 100 commentaires, le maximum.")
            let read = try await pupil.get("epreuves/\(epreuve)/copie/\(copie)")["comments"].items
            #expect(read.map { $0["text"].text } == (1...100).map { "Commentaire \($0)" })
            // The largest report that there is.
            let report = try await pupil.get("epreuves/copies/\(copie)/report")
            #expect(report.status == 200)
        }
    }

    @Test func `from 1 to 1000 characters`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let teacher = try await server.teacher()
            try await server.makeClass(of: teacher, pupils: [pupil])
            let (_, copie) = try await server.corrected(pupil, note: 12)
            let long = String(repeating: "é", count: 1_000)
            for (text, issue): (JSONValue, String) in [
                ("   ", "comment length"), (.string(long + "x"), "comment length"), (nil, "comment required"),
                (3, "comment string"),
            ] {
                let answer = try await comment(teacher, copie, text)
                #expect(answer.status == 400)
                #expect(answer.issues == [issue])
            }
            #expect(try await comment(teacher, copie, .string(long)).status == 200)
        }
    }
}
