import Events
import Foundation
import Projections
import Testing

@testable import API

@Suite struct `States of the past over HTTP` {
    private func state(
        _ browser: Browser, _ view: String, _ id: String, until: String = "", unseal: Bool = false
    ) async throws -> Answer {
        var path = "audit/state?view=\(view)&id=\(id)"
        if !until.isEmpty { path += "&until=\(until)" }
        return try await browser.get(path + (unseal ? "&unseal=true" : ""))
    }

    @Test func `a copie is as it was, and says the moment really used`() async throws {
        try await TestServer.run { server in
            let auditor = try await server.auditor()
            try await server.unsealing(true)
            let pupil = try await server.pupil()
            let epreuve = try await server.generate(pupil)
            let copie = try await server.handIn(pupil, to: epreuve)
            let handedIn = server.head
            server.clock.advance(seconds: 300)
            try await server.correct(copie, note: 12.5)
            let then = try await state(auditor, "copie", copie, until: String(handedIn), unseal: true)
            #expect(then.status == 200)
            #expect(then.header("Cache-Control") == "no-store")
            #expect(then["position"].number == Double(handedIn))
            #expect(then["time"].text == MovableClock.start.description)
            #expect(then["state"]["status"] == "pending" && then["state"]["correction"] == nil)
            let now = try await state(auditor, "copie", copie, unseal: true)
            #expect(now["position"].number == Double(server.head))
            #expect(now["state"]["ocrText"] == "Le poète chante la nuit.")
            // The same as the pupil reads, with its owner.
            let live = try await pupil.get("epreuves/\(epreuve)/copie/\(copie)").json
            for name in live.names { #expect(now["state"][name] == live[name], "\(name)") }
            #expect(Set(now["state"].names).subtracting(live.names) == ["owner"])
            for until in ["2m", MovableClock.start.adding(seconds: 60).description] {
                #expect(try await state(auditor, "copie", copie, until: until)["state"]["status"] == "pending")
            }
        }
    }

    @Test func `sealed, keys and figures are left`() async throws {
        try await TestServer.run { server in
            let auditor = try await server.auditor()
            let pupil = try await server.pupil("canari@lycee.fr", name: "Canari")
            let teacher = try await server.teacher()
            try await server.makeClass(of: teacher, pupils: [pupil])
            let (_, copie) = try await server.corrected(pupil, note: 12.5)
            let comment = try await teacher.post(
                "enseignant/corrections/\(copie)/comment", ["comment": "Belle lecture."])
            try #require(comment.status == 200)
            let sealed = try await state(auditor, "copie", copie)
            #expect(sealed["unsealed"] == false && sealed["state"]["note"] == 12.5)
            #expect(sealed["state"]["ocrText"] == nil && sealed["state"]["correction"] == nil)
            #expect(sealed["state"]["corrections"] == 1 && sealed["state"]["comments"] == [])
            let classroom = try #require(server.models.classes.ownedBy(try await server.id(of: teacher))?.id)
            let dashboard = try await state(auditor, "class", classroom.description)
            #expect(dashboard["state"]["students"][0]["averageScore"] == 12.5)
            #expect(dashboard["state"]["students"][0]["displayName"] == "")
            let account = try await state(auditor, "account", try await server.id(of: pupil).description)
            #expect(account["state"]["role"] == "eleve" && account["state"]["copies"][0]["note"] == 12.5)
            for answer in [sealed, dashboard, account] {
                for word in ["canari@lycee.fr", "Canari", "Belle lecture", "poète"] {
                    #expect(!answer.text.contains(word))
                }
            }
        }
    }

    @Test func `opened, they are what the live routes say`() async throws {
        try await TestServer.run { server in
            let auditor = try await server.auditor()
            try await server.unsealing(true)
            let pupil = try await server.pupil()
            let teacher = try await server.teacher()
            try await server.makeClass(of: teacher, pupils: [pupil])
            try await server.corrected(pupil, note: 9)
            let classroom = try #require(server.models.classes.ownedBy(try await server.id(of: teacher))?.id)
            let live = try await teacher.get("enseignant/dashboard").json
            #expect(try await state(auditor, "class", classroom.description, unseal: true)["state"] == live)
            let me = try await pupil.get("auth/me").json
            let account = try await state(auditor, "account", me["id"].text, unseal: true)["state"]
            for name in me.names { #expect(account[name] == me[name], "\(name)") }
            let before = server.head
            try await server.corrected(pupil, note: 15)
            let then = try await state(auditor, "class", classroom.description, until: "\(before)", unseal: true)
            #expect(then["state"] == live)
        }
    }

    @Test func `every look is recorded, also one that finds nothing`() async throws {
        try await TestServer.run { server in
            let auditor = try await server.auditor()
            let id = try await server.id(of: auditor)
            let head = server.head
            let nothing = try await state(auditor, "account", id.description, until: "1")
            #expect(nothing.status == 404)
            #expect(nothing["code"].text == "absent-alors")
            #expect(try await state(auditor, "account", id.description, until: "99999999").status == 200)
            #expect(server.head == head + 2)
            let query = "view=account&id=\(id)&until=1"
            #expect(
                try server.lines()[Int(head)].contains(
                    #""data":{"view":"state","query":"\#(query)","unsealed":false}"#))
        }
    }

    @Test func `bad parameters are named`() async throws {
        try await TestServer.run { server in
            let auditor = try await server.auditor()
            let head = server.head
            for (query, issues) in [
                ("", ["view required", "id required"]), ("?view=eleve&id=x", ["view choice", "id uuid"]),
                ("?view=copie&id=\(PersonID.random())&until=hier&a=1", ["until target", "a unknown"]),
            ] {
                #expect(try await auditor.get("audit/state\(query)").issues == issues)
            }
            #expect(server.head == head)
        }
    }

    @Test func `a fold begins with a snapshot when one lies before, and is refused without room or time`()
        async throws
    {
        var limits = AuditLimits.standard
        limits.foldSecondsMax = 0
        try await TestServer.run(.init(auditLimits: limits)) { server in
            let auditor = try await server.auditor()
            let id = try await server.id(of: auditor).description
            let until = server.head
            #expect(try await state(auditor, "account", id, until: "\(until)").status == 503)
            // With a snapshot at the very place nothing is left to fold, which would take time.
            let record = try server.state.log.record(at: LogPosition(until))
            let models = try ReadModels.folded(from: server.state.log, through: LogPosition(until))
            _ = try server.state.snapshots.write(models, line: record)
            let answer = try await state(auditor, "account", id, until: "\(until)")
            #expect(answer.status == 200)
            #expect(answer["position"].number == Double(until))
            #expect(
                try await state(auditor, "account", id, until: "\(until - 1)")["code"] == "reconstruction-trop-longue"
            )
            #expect(server.state.snapshots.positions == [LogPosition(until)], "no snapshot is thrown away")
        }
        limits.foldsMax = 0
        try await TestServer.run(.init(auditLimits: limits)) { server in
            let auditor = try await server.auditor()
            let id = try await server.id(of: auditor).description
            #expect(try await state(auditor, "account", id, until: "2")["code"] == "reconstructions-completes")
            #expect(try await state(auditor, "account", id).status == 200, "the present needs no fold")
        }
    }
}
