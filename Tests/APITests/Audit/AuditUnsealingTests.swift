import Events
import Foundation
import Projections
import Testing

@testable import API

@Suite struct `Personal values and auditors` {
    private static let address = "camille-canari@lycee.fr"
    private static let name = "Canari Aubépine"

    private func shows(_ answer: Answer) -> [Bool] { [Self.address, Self.name].map { answer.text.contains($0) } }

    @Test func `stay sealed without the right, and asking is refused and not recorded as a look`() async throws {
        try await TestServer.run { server in
            let auditor = try await server.auditor()
            let pupil = try await server.pupil(Self.address, name: Self.name)
            let id = try await server.id(of: pupil)
            let sealed = try await auditor.get("audit/events")
            #expect(sealed.text.contains(#""email":{"sealed":""#))
            #expect(shows(sealed) == [false, false])
            #expect(shows(try await auditor.get("audit/state?view=account&id=\(id)")) == [false, false])
            let head = server.head
            for path in ["audit/events?unseal=true", "audit/state?view=account&id=\(id)&unseal=true"] {
                let answer = try await auditor.get(path)
                #expect(answer.status == 403)
                #expect(answer["code"].text == "descellement-refuse")
            }
            let stream = try await auditor.get("audit/events?unseal=true", headers: Browser.following)
            #expect(stream.status == 403)
            #expect(server.head == head)
        }
    }

    @Test func `are shown beside the record to who has the right and asks`() async throws {
        try await TestServer.run { server in
            let auditor = try await server.auditor()
            _ = try await server.pupil(Self.address, name: Self.name)
            try await server.unsealing(true)
            #expect(shows(try await auditor.get("audit/events")) == [false, false])
            let answer = try await auditor.get("audit/events?unseal=true&type=account.registered")
            #expect(shows(answer) == [true, true])
            let lines = try server.lines()
            for line in answer.lines {
                let inside = try #require(line.firstMatch(of: /^\{"record":(\{.*\}),"unsealed":(\{.*\})\}$/))
                #expect(lines.contains(String(inside.1)))
                // A hash that was copied could be attacked.
                #expect(inside.1.contains("passwordHash") && !inside.2.contains("passwordHash"))
            }
            let look = try #require(try server.lines().last)
            #expect(look.contains(#""query":"type=account.registered&unseal=true","unsealed":true"#))
        }
    }

    @Test func `of an erased person are nobody's any more`() async throws {
        try await TestServer.run { server in
            let auditor = try await server.auditor()
            let pupil = try await server.pupil(Self.address, name: Self.name)
            let id = try await server.id(of: pupil)
            try await server.unsealing(true)
            try server.state.vault.erase(id)
            let answer = try await auditor.get("audit/events?unseal=true&person=\(id)&type=account")
            #expect(answer.lines.count == 1)
            #expect(answer.text.contains(#""unsealed":{"email":null,"profile":null}"#), "\(answer.text)")
        }
    }

    @Test func `the right is given and taken by admins and at the command line, to auditors only`() async throws {
        try await TestServer.run { server in
            let auditor = try await server.auditor()
            let admin = try await server.appointed(.admin, "admin@lycee.fr")
            let teacher = try await server.teacher()
            let id = try await server.id(of: auditor)
            let path = "admin/accounts/\(id)/unsealing"
            for browser in [auditor, teacher] {
                #expect(try await browser.put(path, ["mayUnseal": true]).status == 403)
            }
            #expect(try await admin.put(path, ["mayUnseal": true]).status == 200)
            #expect(server.models.accounts[id]?.mayUnseal == true)
            let head = server.head
            #expect(try await admin.put(path, ["mayUnseal": true]).status == 200)
            #expect(server.head == head, "it has the right already")
            #expect(try await admin.put(path, ["mayUnseal": false]).status == 200)
            #expect(try await auditor.get("audit/events?unseal=true").status == 403)
            for other in [admin, teacher] {
                let own = "admin/accounts/\(try await server.id(of: other))/unsealing"
                let answer = try await admin.put(own, ["mayUnseal": true])
                #expect(answer.status == 409)
                #expect(answer["code"].text == "compte-non-auditeur")
            }
            try await server.unsealing(true)
            #expect(try await auditor.get("audit/events?unseal=true").status == 200)
            // An admin gives the right and does not have it.
            #expect(try await admin.get("audit/events?unseal=true").status == 403)
        }
    }

    @Test func `the right goes with the role, and does not come back with it`() async throws {
        try await TestServer.run { server in
            let auditor = try await server.auditor()
            let id = try await server.id(of: auditor)
            try await server.unsealing(true)
            try await server.role(.admin)
            #expect(server.models.accounts[id]?.mayUnseal == false)
            #expect(try await auditor.get("audit/events?unseal=true").status == 403)
            try await server.role(.auditeur)
            #expect(server.models.accounts[id]?.role == .auditeur && server.models.accounts[id]?.mayUnseal == false)
            #expect(try await auditor.get("audit/events?unseal=true").status == 403)
            let changes = try server.lines().filter {
                $0.contains("unsealing_changed") || $0.contains("role_changed")
            }
            #expect(changes.count == 4)
        }
    }
}
