import Events
import Testing

@testable import API

@Suite struct `Asking for a correction again` {
    private func ask(_ browser: Browser, _ copie: (epreuve: String, copie: String)) async throws -> Answer {
        try await browser.post("epreuves/\(copie.epreuve)/copie/\(copie.copie)/correction")
    }

    @Test func `is for the pupil and the teacher of the class, and for nobody else`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let teacher = try await server.teacher()
            let strangers = [
                try await server.pupil("max@lycee.fr"), try await server.teacher("autre@lycee.fr"),
                try await server.appointed(.auditeur, "audit@lycee.fr"),
            ]
            let copie = try await server.corrected(pupil, note: 8)
            for stranger in strangers + [teacher] {
                let answer = try await ask(stranger, copie)
                #expect(answer.status == 404)
                #expect(answer.error == "Copie introuvable.")
            }
            let own = try await ask(pupil, copie)
            #expect(own.status == 202)
            #expect(own.json == ["copieId": .string(copie.copie), "status": "pending", "newBadges": []])
            let waiting = try await ask(pupil, copie)
            #expect(waiting.status == 409)
            #expect(waiting.error == "Une correction de cette copie est déjà en cours.")
            try await server.correct(copie.copie, note: 11)
            try await server.makeClass(of: teacher, pupils: [pupil])
            #expect(try await ask(teacher, copie).status == 202)
            let run = try await server.claim(copie.copie)
            #expect(try await ask(pupil, copie).status == 409, "while a worker has it")
            try await server.fail(copie.copie, by: run, retryable: false)
            #expect(try await ask(pupil, copie).status == 202, "after an error")
        }
    }

    @Test func `is not for who is a teacher no more`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let teacher = try await server.teacher()
            try await server.makeClass(of: teacher, pupils: [pupil])
            let copie = try await server.corrected(pupil, note: 8)
            try await server.submit(ChangeRole(account: try await server.id(of: teacher), role: .parent))
            for path in ["dashboard", "export", "copies/\(copie.copie)"] {
                #expect(try await teacher.get("enseignant/\(path)").status == 403)
            }
            #expect(try await ask(teacher, copie).status == 404)
        }
    }

    @Test func `keeps the mark that was given until there is another`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let copie = try await server.corrected(pupil, note: 8)
            _ = try await ask(pupil, copie)
            let path = "epreuves/\(copie.epreuve)/copie/\(copie.copie)"
            let waiting = try await pupil.get(path)
            #expect(waiting["status"] == "pending")
            #expect(waiting["attempts"] == 0)
            #expect(waiting["correction"]["note"] == 8)
            try await server.correct(copie.copie, note: 11.5)
            let done = try await pupil.get(path)
            #expect(done["correction"]["note"] == 11.5)
            #expect(done["corrections"] == 2)
        }
    }

    @Test func `ten corrections of one copie are enough`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let copie = try await server.corrected(pupil, note: 8)
            for _ in 0..<9 {
                #expect(try await ask(pupil, copie).status == 202)
                try await server.correct(copie.copie, note: 9)
            }
            let refused = try await ask(pupil, copie)
            #expect(refused.status == 409)
            #expect(refused.error == "Cette copie a déjà été corrigée 10 fois, le maximum.")
        }
    }

    @Test func `five an hour`() async throws {
        try await TestServer.run(.init(limitsRates: true)) { server in
            let pupil = try await server.pupil()
            let copie = try await server.corrected(pupil, note: 8)
            for _ in 0..<5 { #expect(try await ask(pupil, copie).status != 429) }
            let refused = try await ask(pupil, copie)
            #expect(refused.status == 429)
            #expect(refused.error == "Trop de demandes de correction. Réessayez plus tard.")
        }
    }
}
