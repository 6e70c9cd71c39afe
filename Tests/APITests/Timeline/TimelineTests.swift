import Events
import HTTPTypes
import Testing

@testable import API

@Suite struct `The timeline` {
    @Test func `shows facts and what the browser says, newest first, and tells them apart`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let id = try await server.id(of: pupil)
            server.clock.advance(seconds: 1)
            let recorded = try await pupil.post(
                "memory/events",
                [
                    "type": "navigation", "feature": "page_view", "path": "/quiz",
                    "payload": ["n": 1.5, "ok": true, "tags": ["a", "b"], "mot": "été"],
                ])
            #expect(recorded.status == 201)
            #expect(recorded.text == #"{"ok":true}"#)
            let answer = try await pupil.get("memory/timeline")
            #expect(answer.json.names == ["profile", "timeline", "weakSignals"])
            let entries = answer["timeline"].items
            #expect(entries.map { $0["feature"] } == ["page_view", "login", "register"])
            #expect(entries.map { $0["source"] } == ["client", "server", "server"])
            #expect(entries[0]["type"] == "navigation")
            #expect(entries[0]["path"] == "/quiz")
            #expect(entries[0]["payload"] == ["n": 1.5, "ok": true, "tags": ["a", "b"], "mot": "été"])
            #expect(entries[0]["userId"] == .string(id.description))
            #expect(entries[0]["createdAt"] == "2026-01-20T11:00:01.000Z")
            #expect(entries[0]["id"].text.count == 36)
            #expect(try await pupil.get("student/profile").json == answer["profile"])
        }
    }

    @Test func `an empty body is an interaction of unknown feature`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            #expect(try await pupil.post("memory/events", [:]).status == 201)
            let entry = try await pupil.get("memory/timeline")["timeline"][0]
            #expect(entry["type"] == "interaction")
            #expect(entry["feature"] == "unknown")
            #expect(entry["path"] == .null)
        }
    }

    @Test func `what a browser calls an evaluation or a login is none (D-04)`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            for type in ["evaluation", "auth", "quiz"] {
                let answer = try await pupil.post(
                    "memory/events",
                    [
                        "type": .string(type), "feature": "atelier_langue_submit",
                        "payload": ["score": 20, "weakSkills": ["Orthographe"]],
                    ])
                #expect(answer.status == 201)
            }
            let answer = try await pupil.get("memory/timeline")
            #expect(answer["weakSignals"] == [:])
            #expect(answer["timeline"].items.prefix(3).allSatisfy { $0["source"] == "client" })
            #expect(answer["profile"]["badges"] == [])
        }
    }

    @Test func `looking at pages keeps no streak alive, doing something does`() async throws {
        try await TestServer.run { server in
            let idle = try await server.pupil()
            let busy = try await server.pupil("max@lycee.fr")
            for _ in 0..<7 {
                server.clock.advance(days: 1)
                #expect(try await idle.post("memory/events", ["type": "auth", "feature": "login"]).status == 201)
                _ = try await idle.post("metrics/vitals", ["name": "LCP", "value": 1])
                _ = try await server.generate(busy)
            }
            let idleProfile = try await idle.get("student/profile")
            #expect(idleProfile["streak"] == 0)
            #expect(idleProfile["badges"] == [])
            let busyProfile = try await busy.get("student/profile")
            #expect(busyProfile["streak"] == 8)
            #expect(busyProfile["badges"] == ["7 jours de suite 🔥"])
            server.clock.advance(days: 1)
            #expect(try await busy.get("student/profile")["streak"] == 8, "today may still be empty (D-44)")
            server.clock.advance(days: 1)
            #expect(try await busy.get("student/profile")["streak"] == 0)
        }
    }

    @Test func `numbers come back as they went, also after a restart`() async throws {
        let folder = try ServerFolder()
        let payload: JSONValue = ["grand": 1e308, "petit": 1e-300, "un": 1, "zero": 0, "vrai": true, "moins": -0.1]
        let pupil = try await folder.serve { server in
            let pupil: Browser = try await server.pupil()
            #expect(try await pupil.post("memory/events", ["payload": payload]).status == 201)
            let infinite = try await pupil.send(
                .post, "memory/events", body: Array(#"{"payload":{"n":1e999}}"#.utf8))
            #expect(infinite.status == 400)
            return pupil
        }
        try await folder.serve { server in
            let timeline = try await server.again(pupil).get("memory/timeline")["timeline"]
            #expect(timeline[0]["payload"] == payload)
        }
    }

    @Test(arguments: [
        ("", 5), ("?limit=2", 2), ("?limit=2x", 2), ("?limit=abc", 5), ("?limit=", 5), ("?limit=0", 1),
        ("?limit=-3", 1), ("?limit=1.9", 1), ("?limit=999", 5), ("?limit=99999999999999999999", 5),
    ])
    func `the limit is a leading integer, clamped`(query: String, count: Int) async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            for _ in 0..<3 { _ = try await pupil.post("memory/events", [:]) }
            let answer = try await pupil.get("memory/timeline\(query)")
            #expect(answer.status == 200)
            #expect(answer["timeline"].items.count == count)
        }
    }

    @Test func `50 by default and 200 at most`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            for _ in 0..<210 { _ = try await pupil.post("memory/events", [:]) }
            #expect(try await pupil.get("memory/timeline")["timeline"].items.count == 50)
            #expect(try await pupil.get("memory/timeline?limit=999")["timeline"].items.count == 200)
        }
    }

    @Test func `is one's own`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let other = try await server.pupil("max@lycee.fr")
            _ = try await pupil.post("memory/events", ["feature": "secret"])
            #expect(try await !other.get("memory/timeline").text.contains("secret"))
            #expect(try await server.visitor().get("memory/timeline").status == 401)
        }
    }

    @Test func `a payload has bounds`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let many = JSONValue.object(
                Dictionary(uniqueKeysWithValues: (0..<21).map { ("k\($0)", .number(1)) }))
            let refused: [(JSONValue, String)] = [
                (["payload": many], "payload object"),
                (["payload": [1]], "payload object"),
                (["payload": ["k": .string(String(repeating: "x", count: 501))]], "payload values"),
                (["payload": ["k": ["a": 1]]], "payload values"),
                (["payload": ["k": nil]], "payload values"),
                (["payload": ["k": [1]]], "payload values"),
                (["payload": ["k": .array(Array(repeating: "a", count: 51))]], "payload values"),
                (["payload": [String(repeating: "k", count: 121): 1]], "payload values"),
                (["feature": .string(String(repeating: "x", count: 121))], "feature length"),
                (["path": .string(String(repeating: "x", count: 301))], "path length"),
                (["type": "piratage"], "type choice"),
            ]
            let head = server.head
            for (body, issue) in refused {
                let answer = try await pupil.post("memory/events", body)
                #expect(answer.status == 400)
                #expect(answer.issues == [issue])
            }
            #expect(server.head == head)
            let full = JSONValue.object(
                Dictionary(
                    uniqueKeysWithValues: (0..<20).map { ("k\($0)", .string(String(repeating: "é", count: 500))) }))
            #expect(try await pupil.post("memory/events", ["payload": full]).status == 201)
        }
    }

    @Test func `240 a minute are the most`() async throws {
        try await TestServer.run(.init(limitsRates: true)) { server in
            let pupil = try await server.pupil()
            for _ in 0..<240 { _ = try await pupil.post("memory/events", [:]) }
            #expect(try await pupil.post("memory/events", [:]).status == 429)
        }
    }
}
