import Events
import Testing

@testable import API

@Suite struct `A cursor` {
    @Test(arguments: [0, 1, 255, 256, 128, 1 << 40, UInt64(Int64.max)])
    func `comes back as it went out`(_ position: UInt64) {
        let cursor = Cursor(.timeline, LogPosition(position))
        #expect(Cursor(cursor.description) == cursor)
        #expect(cursor.description.count == 14)
    }

    @Test(arguments: [
        "", "0", "128", "AQIAAAAAAAAAgB", "AgIAAAAAAAAAgA", "AQAAAAAAAAAAgA", "AQIAAAAAAAAAg", "AQIAAAAAAAAAgAAA",
        "é=&",
    ])
    func `that nobody gave out is none`(_ text: String) { #expect(Cursor(text) == nil) }

    @Test func `is of one kind of list, and a wrong one names the parameter`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let other = Cursor(.sessions, LogPosition(9)).description
            for path in ["epreuves", "copies", "memory/timeline"] {
                for text in [other, "9", "%00", ""] {
                    let answer = try await pupil.get("\(path)?before=\(text)")
                    #expect(answer.status == 400 && answer.issues == ["before cursor"], "\(path) \(text)")
                }
            }
        }
    }

    @Test func `pages through the timeline and the sessions without gap or overlap`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            for number in 0..<7 {
                _ = try await pupil.post(
                    "memory/events", ["type": "navigation", "feature": .string("vue \(number)")])
            }
            var shown: [String] = []
            var path: String? = "memory/timeline?limit=4"
            while let next = path {
                let page = try await pupil.get(next)
                shown += page["timeline"].items.map { $0["feature"].text }
                path = page.json.names.contains("next") ? "memory/timeline?limit=4&before=\(page["next"].text)" : nil
                // What is new comes before the first page, not into the next.
                _ = try await pupil.post("memory/events", ["type": "navigation", "feature": "plus tard"])
            }
            #expect(shown == (0..<7).reversed().map { "vue \($0)" } + ["login", "register"])
            for _ in 0..<4 { _ = try await server.login("lea@lycee.fr") }
            let first = try await pupil.get("auth/sessions?limit=3")
            let second = try await pupil.get("auth/sessions?limit=3&before=\(first["next"].text)")
            let ids = (first["sessions"].items + second["sessions"].items).map { $0["id"].text }
            #expect(Set(ids).count == 5 && second["sessions"].items.count == 2 && second["next"] == .null)
            #expect(second["sessions"][1]["current"] == true)
            #expect(try await pupil.get("auth/sessions")["sessions"].items.count == 5)
        }
    }
}
