import Events
import Testing

@testable import API

@Suite struct `A teacher's own mark` {
    private func mark(
        _ browser: Browser, _ copie: String, _ note: JSONValue = 14.5, _ reason: JSONValue = "L'oral compte aussi."
    ) async throws -> Answer {
        try await browser.post("enseignant/copies/\(copie)/note", ["note": note, "motif": reason])
    }

    @Test func `wins over corrections before and after, and both read which one counts`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let teacher = try await server.teacher()
            try await server.makeClass(of: teacher, pupils: [pupil])
            let (epreuve, copie) = try await server.corrected(pupil, note: 12)
            let path = "epreuves/\(epreuve)/copie/\(copie)"
            #expect(try await pupil.get(path)["noteEnseignant"] == .null)
            let answer = try await mark(teacher, copie, 14.5, "  L'oral compte aussi. ")
            #expect(answer.json == ["ok": true, "note": 14.5, "motif": "L'oral compte aussi."])
            _ = try await pupil.post("\(path)/correction")
            try await server.correct(copie, note: 9)

            let read = try await pupil.get(path)
            #expect(read["note"] == 14.5 && read["correction"]["note"] == 9)
            #expect(read["noteEnseignant"]["motif"] == "L'oral compte aussi.")
            let author = try await server.id(of: teacher)
            #expect(read["noteEnseignant"]["author"].text == author.description)
            let own = try await pupil.get("\(path)/corrections")
            let teachers = try await teacher.get("enseignant/copies/\(copie)/corrections")
            #expect(own.json == teachers.json && own["note"] == 14.5)
            #expect(own["versions"].items.map { $0["note"] } == [12, 9])
            #expect(own["versions"].items.allSatisfy { $0["counts"] == false })
            #expect(own["notes"].items.map { $0["note"] } == [14.5])
            #expect(try await teacher.get("enseignant/dashboard")["students"][0]["averageScore"] == 14.5)
        }
    }

    @Test func `is there without a correction, and the last one counts`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let teacher = try await server.teacher()
            try await server.makeClass(of: teacher, pupils: [pupil])
            let epreuve = try await server.generate(pupil)
            let copie = try await server.handIn(pupil, to: epreuve)
            _ = try await mark(teacher, copie, 8)
            _ = try await mark(teacher, copie, 8.5)
            let versions = try await pupil.get("epreuves/\(epreuve)/copie/\(copie)/corrections")
            #expect(
                versions["note"] == 8.5 && versions["versions"].items.isEmpty && versions["notes"].items.count == 2)
        }
    }

    @Test func `is for the class's teacher, in half points, and with a reason`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let teacher = try await server.teacher()
            let other = try await server.teacher("autre@lycee.fr")
            try await server.makeClass(of: teacher, pupils: [pupil])
            let (_, copie) = try await server.corrected(pupil, note: 12)
            let before = server.head
            #expect(try await mark(other, copie).status == 403)
            #expect(try await mark(pupil, copie).status == 403)
            for note: JSONValue in [20.5, -1, 13.25, "14", .null] {
                #expect(try await mark(teacher, copie, note).status == 400)
            }
            #expect(try await mark(teacher, copie, 14, " ").status == 400)
            #expect(server.head == before)
        }
    }
}
