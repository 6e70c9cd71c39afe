import Documents
import Events
import HTTPTypes
import TestSupport
import Testing

@testable import API

@Suite struct `The report over HTTP` {
    private func path(_ copie: String) -> String { "epreuves/copies/\(copie)/report" }

    @Test func `is a PDF for the pupil and the class's teacher, with everything in it`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil("lea@lycee.fr", name: "Léa Œuvrard")
            let teacher = try await server.teacher()
            try await server.makeClass(of: teacher, pupils: [pupil])
            let (_, copie) = try await server.corrected(pupil, note: 12)
            server.clock.advance(seconds: 60)
            _ = try await teacher.post("enseignant/corrections/\(copie)/comment", ["comment": "Voyez la strophe 2."])
            let answer = try await pupil.get(path(copie))
            #expect(answer.status == 200)
            #expect(answer.header("Content-Type") == "application/pdf")
            #expect(
                answer.header("Content-Disposition") == "attachment; filename=\"rapport-correction-\(copie).pdf\"")
            let file = try PDFFile(answer.bytes)
            let words = try await file.words()
            for part in [
                "Léa Œuvrard", "Commentaire", "20 janvier 2026 à 12 h 00", "12/ 20 Assez bien",
                "Note proposée par le correcteur intégré (des règles, sans modèle de langue), le 20 janvier 2026",
                "Note indicative.", "Un bon début.", "Clair", "Citer", "Compréhension du texte", "4 / 4", "Juste.",
                "Relire.", "« le poète »", "Lequel ?", "Plan possible.", "Continuez.",
                "Mme Curie, 20 janvier 2026 à 12 h 01", "Voyez la strophe 2.",
            ] { #expect(words.contains(part), "\(part) is not in: \(words)") }
            #expect(try await file.information()["CreationDate"]?.hasPrefix("Tue Jan 20 11:01:00 2026") == true)
            let theirs = try await teacher.get(path(copie))
            let isSame = theirs.bytes == answer.bytes
            #expect(theirs.status == 200 && isSame)
        }
    }

    @Test func `names the teacher's own mark, its reason, and what the corrector proposed`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let teacher = try await server.teacher()
            try await server.makeClass(of: teacher, pupils: [pupil])
            let (_, copie) = try await server.corrected(pupil, note: 12)
            let mark: JSONValue = ["note": 14.5, "motif": "L'ouverture mérite mieux."]
            _ = try await teacher.post("enseignant/copies/\(copie)/note", mark)
            let words = try await PDFFile(try await pupil.get(path(copie)).bytes).words()
            #expect(words.contains("14,5/ 20 Bien Note donnée par Mme Curie le 20 janvier 2026 à 12 h 00."))
            #expect(words.contains("Le correcteur proposait 12 / 20."))
            #expect(words.contains("Motif : L'ouverture mérite mieux."))
        }
    }

    @Test func `is there for a mark that a teacher gave without a correction`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let teacher = try await server.teacher()
            try await server.makeClass(of: teacher, pupils: [pupil])
            let copie = try await server.handIn(pupil, to: try await server.generate(pupil))
            let run = try await server.claim(copie)
            try await server.fail(copie, by: run, retryable: false)
            _ = try await teacher.post("enseignant/copies/\(copie)/note", ["note": 9, "motif": "Lue sur papier."])
            let words = try await PDFFile(try await pupil.get(path(copie)).bytes).words()
            #expect(
                words.contains("9/ 20 Insuffisant") && words.contains("Lue sur papier.") && !words.contains("Bilan"))
        }
    }

    @Test func `does not exist for anybody else, nor before there is a mark (D-09)`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let teacher = try await server.teacher()
            let (_, copie) = try await server.corrected(pupil, note: 12)
            let waiting = try await server.handIn(pupil, to: try await server.generate(pupil))
            let strangers = [
                try await server.pupil("max@lycee.fr"), teacher, try await server.appointed(.admin, "admin@lycee.fr"),
                try await server.appointed(.auditeur, "audit@lycee.fr"),
                try await server.register("maman@lycee.fr", role: .parent),
            ]
            var cases = strangers.map { ($0, copie) }
            cases += [(pupil, waiting), (pupil, CopieID.random().description), (pupil, "x")]
            for (browser, copie) in cases {
                let answer = try await browser.get(path(copie))
                #expect(answer.status == 404 && answer.error == "Rapport indisponible.")
            }
            try await server.makeClass(of: teacher, pupils: [pupil])
            #expect(try await teacher.get(path(copie)).status == 200)
            let id = try await server.id(of: teacher)
            try await server.submit(ChangeRole(account: id, role: .parent))
            #expect(
                try await teacher.get(path(copie)).status == 404, "who lost the role keeps the class on paper alone")
        }
    }

    @Test func `comes to sixteen at once, the same for each, and changes with the correction`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let (epreuve, copie) = try await server.corrected(pupil, note: 12)
            let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
                for _ in 0..<16 { group.addTask { try await pupil.get(path(copie)) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.map(\.status) == Array(repeating: 200, count: 16))
            #expect(Set(answers.map(\.bytes)).count == 1)
            let tag = try #require(answers.first?.header("ETag"))
            #expect(try await pupil.get(path(copie), headers: ["If-None-Match": tag]).status == 304)
            server.clock.advance(seconds: 60)
            _ = try await pupil.post("epreuves/\(epreuve)/copie/\(copie)/correction")
            try await server.correct(copie, note: 14)
            let again = try await pupil.get(path(copie), headers: ["If-None-Match": tag])
            #expect(again.status == 200)
            #expect(try await PDFFile(again.bytes).words().contains("version 2 de la correction"))
        }
    }

    @Test func `is refused for a moment when too many wait, and never lost`() async throws {
        let press = ReportPress(limits: .standard)
        let report = SmallReport.report
        let outcomes = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<(ReportPress.waitingMax * 3) {
                group.addTask {
                    do throws(Problem) {
                        return try await press.print(report).isEmpty ? 500 : 200
                    } catch {
                        return error.status.code
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(outcomes).isSubset(of: [200, 503]))
        #expect(outcomes.count { $0 == 200 } >= ReportPress.waitingMax)
        #expect(outcomes.contains(503))
        #expect(try await press.print(report).isEmpty == false, "places are given back")
    }
}
