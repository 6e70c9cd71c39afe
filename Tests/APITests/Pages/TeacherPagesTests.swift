import Events
import Testing

@testable import API

@Suite struct `A teacher's pages` {
    @Test func `show the class, its figures and how fast pages are`() async throws {
        try await TestServer.run { server in
            let teacher = try await server.teacher()
            #expect(try await teacher.page("/enseignant").text.contains("Ouvrir ma classe"))
            #expect(try await teacher.form("/enseignant/code", []).location == "/enseignant?fait=code")
            let pupil = try await server.pupil()
            try await server.makeClass(of: teacher, pupils: [pupil])
            try await server.corrected(pupil, note: 12.5)
            _ = try await pupil.post("metrics/vitals", ["name": "LCP", "value": 3_000, "path": "/"])
            let page = try await teacher.page("/enseignant").text
            for text in ["Léa", "moyenne 12,5/20", "12,5/20", "1 note : ", "3\u{202F}000\u{202F}ms", "à améliorer"] {
                #expect(page.contains(text), "\(text)")
            }
        }
    }

    @Test func `reach every pupil and every copie, with figures over the whole class`() async throws {
        try await TestServer.run { server in
            let teacher = try await server.teacher()
            let code = try await server.makeClass(of: teacher)
            let lea = try await server.pupil()
            _ = try await lea.put("student/profile", ["classCode": .string(code)])
            for note in [4.0] + Array(repeating: 14, count: 21) { try await server.corrected(lea, note: note) }
            // Who enrolled first is the last in the list.
            try await server.enrol(50, with: code)
            let page = try await teacher.page("/enseignant").text
            #expect(page.contains("51 élèves, moyenne 13,5/20.") && page.contains("22 copies en tout"))
            #expect(page.matches(of: /href="\/enseignant\/copies\//).count == 20)
            #expect(!page.contains(">Léa<"))
            let pupils = try #require(page.firstMatch(of: /href="([^"]+)">Élèves suivants/)).1
            let rest = try await teacher.page(pupils.replacing("&amp;", with: "&").prefix { $0 != "#" } + "").text
            #expect(rest.contains(">Léa<") && rest.contains("51 élèves, moyenne 13,5/20."))
            let copies = try #require(rest.firstMatch(of: /href="([^"]+)">Copies plus anciennes/)).1
            let last = try await teacher.page(copies.replacing("&amp;", with: "&").prefix { $0 != "#" } + "").text
            #expect(last.matches(of: /href="\/enseignant\/copies\//).count == 2)
            #expect(last.contains(">Léa<"), "the pupils stay where they are")
            #expect(last.contains("Dernières copies") && !last.contains("Copies plus anciennes"))
            #expect(try await teacher.page("/enseignant?copies=x").status == 400)
        }
    }

    @Test func `let a teacher comment and mark, and say what is wrong with what was typed kept`() async throws {
        try await TestServer.run { server in
            let teacher = try await server.teacher()
            let pupil = try await server.pupil()
            try await server.makeClass(of: teacher, pupils: [pupil])
            let (_, copie) = try await server.corrected(pupil, note: 12)
            let path = "/enseignant/copies/\(copie)"
            #expect(
                try await teacher.form("\(path)/commentaire", [("comment", "Bien\r\nvu <b>")]).location
                    == "\(path)?fait=commentaire")
            #expect(try await teacher.form("\(path)/note", [("note", "13,5"), ("motif", "Mieux.")]).status == 303)
            let wrong = try await teacher.form("\(path)/note", [("note", "21"), ("motif", "Trop <b>")])
            #expect(wrong.status == 400 && wrong.text.contains("Une note de 0 à 20, au demi-point, est attendue."))
            #expect(wrong.text.contains("value=\"21\"") && wrong.text.contains("Trop &lt;b&gt;</textarea>"))
            let page = try await pupil.page("/atelier-ecrit/correction/\(copie)").text
            for text in ["Bien\nvu &lt;b&gt;", "Mme Curie", "<strong>13,5</strong>", "Mieux."] {
                #expect(page.contains(text), "\(text)")
            }
        }
    }

    @Test func `are closed to teachers of other classes and to pupils`() async throws {
        try await TestServer.run { server in
            let teacher = try await server.teacher()
            let stranger = try await server.teacher("autre@lycee.fr", name: "M. Autre")
            let pupil = try await server.pupil()
            try await server.makeClass(of: teacher, pupils: [pupil])
            let (_, copie) = try await server.corrected(pupil, note: 12)
            let path = "/enseignant/copies/\(copie)"
            #expect(try await stranger.page(path).status == 404)
            #expect(try await pupil.page(path).status == 403)
            let head = server.head
            for action in ["commentaire", "note", "correction"] {
                let fields = [("comment", "Non"), ("note", "1"), ("motif", "Non")]
                #expect(try await stranger.form("\(path)/\(action)", fields).status == 404)
                #expect(try await pupil.form("\(path)/\(action)", fields).status == 403)
            }
            #expect(server.head == head)
        }
    }
}
