import Testing

@testable import API

@Suite struct `The export of a class` {
    private static let header = "student_name,email,average_score,last_activity"

    @Test func `without a class is the header alone`() async throws {
        try await TestServer.run { server in
            let teacher = try await server.teacher()
            let head = server.head
            let answer = try await teacher.get("enseignant/export")
            #expect(answer.status == 200)
            #expect(answer.text == Self.header + "\n")
            #expect(answer.header("Content-Type") == "text/csv; charset=utf-8")
            #expect(answer.header("Content-Disposition") == "attachment; filename=\"eaf-classe.csv\"")
            #expect(server.head == head)
        }
    }

    @Test func `is this, to the byte, and is noted in the log`() async throws {
        try await TestServer.run { server in
            let teacher = try await server.teacher()
            let lea = try await server.pupil("lea@lycee.fr", name: "Léa \"la\" Reine, seule")
            let max = try await server.pupil("max@lycee.fr", name: "Max")
            let code = try await server.makeClass(of: teacher, pupils: [lea, max])
            try await server.corrected(lea, note: 12)
            try await server.corrected(lea, note: 13.5)
            let head = server.head
            let answer = try await teacher.get("enseignant/export")
            #expect(
                answer.text == """
                    \(Self.header)
                    "Max","max@lycee.fr",0.00,2026-01-20T11:00:00.000Z
                    "Léa ""la"" Reine, seule","lea@lycee.fr",12.75,2026-01-20T11:00:00.000Z

                    """)
            #expect(answer.header("Content-Disposition") == "attachment; filename=\"eaf-classe-\(code).csv\"")
            #expect(server.head == head + 1)
        }
    }

    @Test(arguments: ["=SUM(A1)", "+33", "-1", "@cmd", "=\"a\""])
    func `a name that a spreadsheet would run is defused`(name: String) async throws {
        try await TestServer.run { server in
            let teacher = try await server.teacher()
            let pupil = try await server.pupil("x@lycee.fr", name: name)
            try await server.makeClass(of: teacher, pupils: [pupil])
            let row = try await teacher.get("enseignant/export").text.split(separator: "\n")[1]
            #expect(row.hasPrefix("\"'\(name.replacing("\"", with: "\"\""))\","))
        }
    }

    @Test func `an address that begins like a formula is defused too`() async throws {
        try await TestServer.run { server in
            let teacher = try await server.teacher()
            let pupil = try await server.pupil("=cmd@lycee.fr")
            try await server.makeClass(of: teacher, pupils: [pupil])
            #expect(try await teacher.get("enseignant/export").text.contains("\"'=cmd@lycee.fr\""))
        }
    }

    @Test func `ten an hour`() async throws {
        try await TestServer.run(.init(limitsRates: true)) { server in
            let teacher = try await server.teacher()
            for _ in 0..<10 { #expect(try await teacher.get("enseignant/export").status == 200) }
            let refused = try await teacher.get("enseignant/export")
            #expect(refused.status == 429)
            #expect(refused.error == "Trop de requêtes. Réessayez dans quelques minutes.")
        }
    }
}
