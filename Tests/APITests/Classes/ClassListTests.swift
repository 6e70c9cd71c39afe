import Events
import Testing

@testable import API

@Suite struct `The lists of a class` {
    /// Reads a list page by page; `between` is called after each page.
    private func walk(
        _ browser: Browser, _ path: String, _ member: String, between: () async throws -> Void = {}
    ) async throws -> [[JSONValue]] {
        var pages: [[JSONValue]] = []
        var next: String? = ""
        while let cursor = next {
            let page = try await browser.get("\(path)?limit=3" + (cursor.isEmpty ? "" : "&before=\(cursor)"))
            try #require(page.status == 200, "\(page.text)")
            pages.append(page[member].items)
            next = page.json.names.contains("next") ? page["next"].text : nil
            try await between()
        }
        return pages
    }

    @Test func `pupils come the last enrolled first, in pages without gap or overlap, while others join and leave`()
        async throws
    {
        try await TestServer.run { server in
            let teacher = try await server.teacher()
            let code = try await server.makeClass(of: teacher)
            let pupils = try await server.enrol(8, with: code)
            var leaving = [pupils[5], pupils[0]]
            let pages = try await walk(teacher, "enseignant/eleves", "students") {
                // The one just shown last leaves, and somebody joins: neither moves the others.
                if let pupil = leaving.first {
                    leaving.removeFirst()
                    try await server.submit(UpdateProfile(account: pupil, fields: .init(), classCode: ""))
                }
                try await server.enrol(1, with: code)
            }
            let shown = pages.flatMap { $0 }.map { $0["id"].text }
            #expect(pages.map(\.count) == [3, 3, 1])
            #expect(shown == [7, 6, 5, 4, 3, 2, 1].map { pupils[$0].description })
        }
    }

    @Test func `copies come newest first, all of them, while others are handed in`() async throws {
        try await TestServer.run { server in
            let teacher = try await server.teacher()
            let lea = try await server.pupil("lea@lycee.fr", name: "Léa")
            let max = try await server.pupil("max@lycee.fr", name: "Max")
            try await server.makeClass(of: teacher, pupils: [lea, max])
            let epreuves = [try await server.generate(lea), try await server.generate(max)]
            var made: [String] = []
            for number in 0..<10 {
                let isLea = number % 3 != 0
                made.append(try await server.handIn(isLea ? lea : max, to: epreuves[isLea ? 0 : 1]))
            }
            let pages = try await walk(teacher, "enseignant/copies", "copies") {
                _ = try await server.handIn(lea, to: epreuves[0])
            }
            #expect(pages.flatMap { $0 }.map { $0["copieId"].text } == made.reversed())
            #expect(pages.map(\.count) == [3, 3, 3, 1])
            #expect(pages[0][0]["studentName"] == "Max" && pages[0][1]["studentName"] == "Léa")
        }
    }

    @Test func `the dashboard shows the first hundred pupils, counts all, and says where the others are`()
        async throws
    {
        try await TestServer.run { server in
            let teacher = try await server.teacher()
            let code = try await server.makeClass(of: teacher)
            let pupils = try await server.enrol(103, with: code)
            let dashboard = try await teacher.get("enseignant/dashboard")
            #expect(dashboard["students"].items.count == 100)
            #expect(dashboard["studentCount"] == 103)
            let cursor = dashboard["nextStudents"].text
            let rest = try await teacher.get("enseignant/eleves?before=\(cursor)")
            #expect(rest["students"].items.map { $0["id"].text } == pupils.prefix(3).reversed().map(\.description))
            #expect(!rest.json.names.contains("next"))
            #expect(try await teacher.get("enseignant/export").text.split(separator: "\n").count == 104)
        }
    }

    @Test func `are empty without a class, and for teachers only`() async throws {
        try await TestServer.run { server in
            let teacher = try await server.teacher()
            let pupil = try await server.pupil()
            for (path, member) in [("eleves", "students"), ("copies", "copies")] {
                #expect(try await teacher.get("enseignant/\(path)").text == "{\"\(member)\":[]}")
                #expect(try await pupil.get("enseignant/\(path)").status == 403)
            }
        }
    }
}
