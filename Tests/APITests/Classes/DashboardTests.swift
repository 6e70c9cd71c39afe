import Events
import Testing

@testable import API

@Suite struct `The teacher's dashboard` {
    @Test func `without a class is empty, and says so with null`() async throws {
        try await TestServer.run { server in
            let teacher = try await server.teacher()
            let answer = try await teacher.get("enseignant/dashboard")
            #expect(
                answer.text
                    == #"{"classCode":null,"copies":[],"distribution":[],"studentCount":0,"students":[]}"#)
        }
    }

    @Test func `shows pupils, newest first, with what is known of them`() async throws {
        try await TestServer.run { server in
            let teacher = try await server.teacher()
            let lea = try await server.pupil("lea@lycee.fr", name: "Léa")
            let max = try await server.pupil("max@lycee.fr", name: "Max")
            let code = try await server.makeClass(of: teacher, pupils: [lea, max])
            _ = try await lea.put("student/profile", ["eafDate": "2026-06-08"])
            server.clock.advance(seconds: 60)
            let first = try await server.corrected(lea, note: 9.5)
            try await server.corrected(lea, note: 12)
            let waiting = try await server.handIn(lea, to: first.epreuve)
            let answer = try await teacher.get("enseignant/dashboard")
            #expect(answer["classCode"].text == code)
            let students = answer["students"].items
            #expect(students.map { $0["displayName"] } == ["Max", "Léa"])
            #expect(
                students[1] == [
                    "id": .string(try await server.id(of: lea).description), "displayName": "Léa",
                    "email": "lea@lycee.fr", "averageScore": 10.8, "lastActivity": "2026-01-20T11:01:00.000Z",
                    "nextMockExam": "2026-06-08", "correctedCopies": 2,
                ])
            #expect(students[0]["averageScore"] == 0)
            #expect(students[0]["nextMockExam"] == .null)
            #expect(students[0].names.contains("nextMockExam"))
            let copies = answer["copies"].items
            #expect(copies.count == 3)
            let pending = try #require(copies.first { $0["copieId"].text == waiting })
            #expect(pending["note"] == .null && pending.names.contains("note"))
            #expect(pending["status"] == "pending")
            #expect(copies.allSatisfy { $0["studentName"] == "Léa" && $0["epreuveType"] == "commentaire" })
        }
    }

    @Test func `puts every mark in exactly one band (D-38)`() async throws {
        try await TestServer.run { server in
            let teacher = try await server.teacher()
            let pupil = try await server.pupil()
            try await server.makeClass(of: teacher, pupils: [pupil])
            let notes = [0, 5, 5.5, 6, 9, 9.5, 10, 13.5, 14, 16.5, 17, 20]
            for note in notes { try await server.corrected(pupil, note: note) }
            _ = try await server.handIn(pupil, to: try await server.generate(pupil))
            let answer = try await teacher.get("enseignant/dashboard")
            #expect(
                answer["distribution"] == [
                    ["label": "0-5", "count": 3], ["label": "6-9", "count": 3], ["label": "10-13", "count": 2],
                    ["label": "14-16", "count": 2], ["label": "17-20", "count": 2],
                ])
            #expect(answer["copies"].items.count == 8, "the newest of each pupil")
            #expect(answer["students"][0]["correctedCopies"] == 12)
            #expect(answer["students"][0]["averageScore"] == 10.5)
        }
    }

    @Test func `shows a class to its teacher alone`() async throws {
        try await TestServer.run { server in
            let teacher = try await server.teacher()
            let pupil = try await server.pupil()
            try await server.makeClass(of: teacher, pupils: [pupil])
            let admin = try await server.appointed(.admin, "admin@lycee.fr")
            #expect(try await admin.get("enseignant/dashboard")["students"] == [])
            let refused = [
                pupil, try await server.register("maman@lycee.fr", role: .parent),
                try await server.appointed(.auditeur, "audit@lycee.fr"),
            ]
            for browser in refused {
                for path in ["dashboard", "export", "copies/x"] {
                    let answer = try await browser.get("enseignant/\(path)")
                    #expect(answer.status == 403)
                    #expect(answer.error == "Accès refusé.")
                }
                let code = try await browser.post("enseignant/class-code")
                #expect(code.status == 403)
            }
        }
    }

    @Test func `opens a copie of the class as its pupil reads it, and no other (D-08)`() async throws {
        try await TestServer.run { server in
            let teacher = try await server.teacher()
            let other = try await server.teacher("autre@lycee.fr")
            let pupil = try await server.pupil()
            try await server.makeClass(of: teacher, pupils: [pupil])
            let (epreuve, copie) = try await server.corrected(pupil, note: 12)
            let read = try await teacher.get("enseignant/copies/\(copie)")
            #expect(read.status == 200)
            #expect(try await pupil.get("epreuves/\(epreuve)/copie/\(copie)").text == read.text)
            for (browser, id) in [(other, copie), (teacher, CopieID.random().description), (teacher, "x")] {
                let answer = try await browser.get("enseignant/copies/\(id)")
                #expect(answer.status == 404)
                #expect(answer.error == "Copie introuvable.")
            }
        }
    }
}
