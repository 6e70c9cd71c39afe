import Events
import Testing

@testable import API

@Suite struct `The correction of a copie` {
    @Test func `is followed from pending to done`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let epreuve = try await server.generate(pupil)
            let copie = try await server.handIn(pupil, to: epreuve)
            let path = "epreuves/\(epreuve)/copie/\(copie)"
            #expect(try await pupil.get(path)["status"] == "pending")
            let run = try await server.claim(copie)
            let processing = try await pupil.get(path)
            #expect(processing["status"] == "processing")
            #expect(processing["attempts"] == 1)
            try await server.report(text: "Le poète chante.", of: copie, by: run)
            #expect(try await pupil.get(path)["ocrText"] == "Le poète chante.")
            #expect(try await pupil.get(path)["correction"] == .null)
            server.clock.advance(seconds: 30)
            try await server.complete(copie, by: run, note: 15.5)
            let done = try await pupil.get(path)
            #expect(done["status"] == "done")
            #expect(done["correctedAt"] == "2026-01-20T11:00:30.000Z")
            #expect(done["corrections"] == 1)
            let correction = done["correction"]
            #expect(
                correction.names == [
                    "annotations", "bilan", "conseil_final", "correcteur", "corrige_type", "mention", "note",
                    "provisoire", "rubriques",
                ])
            #expect(correction["note"] == 15.5)
            #expect(correction["mention"] == "Bien")
            #expect(correction["bilan"].names == ["axes_amelioration", "global", "points_forts"])
            #expect(
                correction["annotations"][0] == [
                    "extrait": "le poète", "commentaire": "Lequel ?", "type": "remarque",
                ])
            let rubrics = correction["rubriques"].items
            #expect(
                rubrics.allSatisfy { $0.names == ["appreciation", "conseils", "indices", "max", "note", "titre"] })
            #expect(rubrics.compactMap { $0["note"].number }.reduce(0, +) == 15.5)
            #expect(rubrics.compactMap { $0["max"].number }.reduce(0, +) == 20)
            let badges = try await pupil.get("student/profile")["badges"]
            #expect(badges == ["Première copie déposée 📝", "Note > 15 🏆"])
            let row = try await pupil.get("copies")["copies"][0]
            #expect(row["note"] == 15.5)
            #expect(row["correctedAt"] == done["correctedAt"])
        }
    }

    @Test func `a mark of exactly 15 earns no badge`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            try await server.corrected(pupil, note: 15)
            #expect(try await pupil.get("student/profile")["badges"] == ["Première copie déposée 📝"])
        }
    }

    @Test func `a failure is no mark: it is said, and tried again later (D-26)`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let epreuve = try await server.generate(pupil)
            let copie = try await server.handIn(pupil, to: epreuve)
            let path = "epreuves/\(epreuve)/copie/\(copie)"
            try await server.fail(copie, by: try await server.claim(copie), retryable: true)
            let waiting = try await pupil.get(path)
            #expect(waiting["status"] == "pending")
            #expect(waiting["attempts"] == 1)
            #expect(waiting["nextAttemptAt"] == "2026-01-20T11:00:05.000Z")
            #expect(waiting["failureReason"] == "Page illisible.")
            #expect(waiting["correction"] == .null)
            await #expect(throws: WriterError.rejected(.notClaimable)) { try await server.claim(copie) }
            server.clock.advance(seconds: 5)
            let run = try await server.claim(copie)
            try await server.fail(copie, by: run, attempt: 2, retryable: false, reason: "Fichier abîmé.")
            let ended = try await pupil.get(path)
            #expect(ended["status"] == "error")
            #expect(ended["nextAttemptAt"] == .null)
            #expect(ended["failureReason"] == "Fichier abîmé.")
            #expect(try await pupil.get("copies")["copies"][0]["note"] == .null)
        }
    }

    @Test func `the fifth failure is the last`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let epreuve = try await server.generate(pupil)
            let copie = try await server.handIn(pupil, to: epreuve)
            for attempt in 1...5 {
                server.clock.advance(days: 1)
                let run = try await server.claim(copie)
                try await server.fail(copie, by: run, attempt: attempt, retryable: true)
            }
            let ended = try await pupil.get("epreuves/\(epreuve)/copie/\(copie)")
            #expect(ended.status == 200, "renewal is due only on a change")
            #expect(ended["status"] == "error")
            #expect(ended["attempts"] == 5)
        }
    }

    @Test func `who lost the lease reports nothing, and a second report neither`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let copie = try await server.handIn(pupil, to: try await server.generate(pupil))
            let late = try await server.claim(copie)
            await #expect(throws: WriterError.rejected(.notClaimable)) { try await server.claim(copie) }
            server.clock.advance(seconds: CorrectionPolicy.leaseSeconds)
            let run = try await server.claim(copie)
            await #expect(throws: WriterError.rejected(.leaseLost)) {
                try await server.complete(copie, by: late, note: 3)
            }
            try await server.complete(copie, by: run, note: 12)
            await #expect(throws: WriterError.rejected(.leaseLost)) {
                try await server.complete(copie, by: run, note: 13)
            }
            #expect(try await pupil.get("copies")["copies"][0]["note"] == 12)
        }
    }

    @Test func `a restart frees what a dead process had, and the attempt counts`() async throws {
        let folder = try ServerFolder()
        let (pupil, path) = try await folder.serve { server in
            let pupil = try await server.pupil()
            let epreuve = try await server.generate(pupil)
            let copie = try await server.handIn(pupil, to: epreuve)
            try await server.claim(copie)
            return (pupil, "epreuves/\(epreuve)/copie/\(copie)")
        }
        try await folder.serve { server in
            let copie = try await server.again(pupil).get(path)
            #expect(copie["status"] == "pending")
            #expect(copie["attempts"] == 1)
            #expect(copie["failureReason"].text.hasPrefix("La correction a été interrompue"))
        }
    }
}
