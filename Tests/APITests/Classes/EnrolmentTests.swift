import Events
import Testing

@testable import API

@Suite struct `Joining a class` {
    @Test func `with its code, in any case, and leaving again`() async throws {
        try await TestServer.run { server in
            let teacher = try await server.teacher()
            let pupil = try await server.pupil()
            let code = try await server.makeClass(of: teacher)
            #expect(code.wholeMatch(of: /[A-HJ-NP-Z2-9]{6}/) != nil)
            let joined = try await pupil.put("student/profile", ["classCode": .string(" \(code.lowercased()) ")])
            #expect(joined.status == 200)
            #expect(joined["classCode"] == .string(code))
            let head = server.head
            _ = try await pupil.put("student/profile", ["classCode": .string(code)])
            #expect(server.head == head, "joining twice is joining once")
            let students = try await teacher.get("enseignant/dashboard")["students"].items
            #expect(students.map { $0["email"] } == ["lea@lycee.fr"])
            let left = try await pupil.put("student/profile", ["classCode": ""])
            #expect(left["classCode"] == .null)
            #expect(try await teacher.get("enseignant/dashboard")["students"] == [])
        }
    }

    @Test func `a code of no class is refused and names the field`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let head = server.head
            let answer = try await pupil.put("student/profile", ["classCode": "AAAAAA", "displayName": "Autre"])
            #expect(answer.status == 400)
            #expect(answer.issues == ["classCode unknown"])
            #expect(server.head == head, "whole or not at all")
            #expect(try await pupil.get("student/profile")["displayName"] == "Léa")
        }
    }

    @Test func `a pupil is in one class`() async throws {
        try await TestServer.run { server in
            let first = try await server.teacher()
            let second = try await server.teacher("autre@lycee.fr")
            let pupil = try await server.pupil()
            try await server.makeClass(of: first, pupils: [pupil])
            try await server.makeClass(of: second, pupils: [pupil])
            #expect(try await first.get("enseignant/dashboard")["students"] == [])
            #expect(try await second.get("enseignant/dashboard")["students"].items.count == 1)
        }
    }

    @Test func `a code gives a teacher no power over another's class (D-02)`() async throws {
        try await TestServer.run { server in
            let owner = try await server.teacher()
            let pupil = try await server.pupil()
            let code = try await server.makeClass(of: owner, pupils: [pupil])
            let thief = try await server.teacher("voleur@lycee.fr")
            let answer = try await thief.put("student/profile", ["classCode": .string(code)])
            #expect(answer.status == 403)
            #expect(answer.error == "Accès refusé.")
            let dashboard = try await thief.get("enseignant/dashboard")
            #expect(
                dashboard.json == [
                    "classCode": nil, "students": [], "distribution": [], "copies": [], "studentCount": 0,
                ])
            let parent = try await server.register("maman@lycee.fr", role: .parent)
            #expect(try await parent.put("student/profile", ["classCode": .string(code)]).status == 403)
        }
    }

    @Test func `a teacher's own profile can be sent back as it was read`() async throws {
        try await TestServer.run { server in
            let teacher = try await server.teacher()
            try await server.makeClass(of: teacher)
            let read = try await teacher.get("student/profile")
            let back = try await teacher.put("student/profile", read.json)
            #expect(back.status == 200)
            #expect(back.json == read.json)
        }
    }

    @Test func `another code keeps the roster, and the old one enrols nobody (D-06)`() async throws {
        try await TestServer.run { server in
            let teacher = try await server.teacher()
            let pupil = try await server.pupil()
            let old = try await server.makeClass(of: teacher, pupils: [pupil])
            let new = try await server.makeClass(of: teacher)
            #expect(new != old)
            let dashboard = try await teacher.get("enseignant/dashboard")
            #expect(dashboard["classCode"] == .string(new))
            #expect(dashboard["students"].items.count == 1)
            #expect(try await pupil.get("student/profile")["classCode"] == .string(new))
            let late = try await server.pupil("max@lycee.fr")
            #expect(try await late.put("student/profile", ["classCode": .string(old)]).status == 400)
        }
    }

    @Test func `ten codes in ten minutes are enough to try`() async throws {
        try await TestServer.run(.init(limitsRates: true)) { server in
            let pupil = try await server.pupil()
            for _ in 0..<10 {
                #expect(try await pupil.put("student/profile", ["classCode": "AAAAAA"]).status == 400)
            }
            let refused = try await pupil.put("student/profile", ["classCode": "AAAAAA"])
            #expect(refused.status == 429)
            #expect(refused.error == "Trop de codes essayés. Réessayez plus tard.")
            #expect(try await pupil.put("student/profile", ["displayName": "Zoé"]).status == 200)
        }
    }
}
