import Events
import Foundation
import Testing

@testable import API

@Suite struct `Reading the log over HTTP` {
    @Test func `gives the bytes of the log up to the look itself, which comes first`() async throws {
        try await TestServer.run { server in
            let auditor = try await server.auditor()
            try await server.corrected(try await server.pupil(), note: 12)
            let head = server.head
            let answer = try await auditor.get("audit/events")
            #expect(answer.status == 200)
            #expect(answer.header("Content-Type") == "application/x-ndjson")
            #expect(answer.header("Cache-Control") == "no-store")
            #expect(answer.header("EAF-Log-Position") == String(head + 1))
            #expect(answer.next == nil)
            #expect(answer.lines == (try server.lines()))
            let look = try server.state.log.record(at: LogPosition(head + 1))
            guard case .audit(.consulted(let data)) = try EventCatalog.current.event(of: look) else {
                Issue.record("\(look.typeText)")
                return
            }
            #expect(data == AuditConsulted(view: .events, query: "", unsealed: false))
            #expect(look.actor == .user(try await server.id(of: auditor)))
            #expect(look.subject == "log/eaf")
        }
    }

    @Test func `filters as the command line does`() async throws {
        try await TestServer.run { server in
            let auditor = try await server.auditor()
            let pupil = try await server.pupil()
            let (_, copie) = try await server.corrected(pupil, note: 12)
            let person = try await server.id(of: pupil)
            let all = try await auditor.get("audit/events").lines
            let reader = server.state.log
            let cases: [(query: String, filter: (inout RecordFilter) -> Void)] = [
                ("type=copie", { $0.types = ["copie"] }),
                ("type=copie.uploaded&type=session", { $0.types = ["copie.uploaded", "session"] }),
                ("type=fr.eaf.correction.started.v1", { $0.types = ["fr.eaf.correction.started.v1"] }),
                ("subject=copie/\(copie)", { $0.subject = "copie/\(copie)" }),
                ("subject=epreuve", { $0.subject = "epreuve" }),
                ("actor=user/\(person)", { $0.actor = "user/\(person)" }),
                ("actor=system", { $0.actor = "system" }),
                (
                    "person=\(person)&type=account",
                    { filter in (filter.person, filter.types) = (person, ["account"]) }
                ),
            ]
            for (query, change) in cases {
                var filter = RecordFilter()
                change(&filter)
                var wanted: [String] = []
                let asked = RecordQuery(after: .zero, through: .end, filter: filter, limit: nil)
                try asked.forEach(in: reader) { wanted.append(String(decoding: $0.line, as: UTF8.self)) }
                let answer = try await auditor.get("audit/events?\(query)")
                #expect(!wanted.isEmpty && wanted.count < all.count, "\(query)")
                #expect(answer.lines == wanted, "\(query)")
            }
        }
    }

    /// Pages end in the middle of commits too.
    @Test(arguments: ["limit=1", "limit=2&type=account&type=session", "limit=7"])
    func `pages follow one another without a gap or a repeat, and end`(_ query: String) async throws {
        var limits = AuditLimits.standard
        limits.recordsScannedMax = 5
        try await TestServer.run(.init(auditLimits: limits)) { server in
            let auditor = try await server.auditor()
            for index in 0..<4 { _ = try await server.pupil("eleve-\(index)@lycee.fr") }
            let until = server.head
            var filter = RecordFilter()
            if query.contains("type") { filter.types = ["account", "session"] }
            var wanted: [UInt64] = []
            try RecordQuery(after: .zero, through: .end, filter: filter, limit: nil)
                .forEach(in: server.state.log) { wanted.append($0.position.rawValue) }
            var found: [UInt64] = []
            var next: String? = "audit/events?\(query)&until=\(until)"
            while let path = next {
                let answer = try await auditor.get(path)
                try #require(answer.status == 200 && found.count <= wanted.count)
                found += answer.positions
                next = answer.next
            }
            #expect(found == wanted)
            // Without an end they end with the first look: the looks of the other pages are not chased.
            let end = server.head + 1
            (found, next) = ([], "audit/events?\(query)")
            while let path = next {
                let answer = try await auditor.get(path)
                found += answer.positions
                next = answer.next
                try #require(found.count <= Int(end))
            }
            #expect(found.last == (filter.isEmpty ? end : wanted.last))
        }
    }

    @Test func `after and until take positions, times and durations`() async throws {
        try await TestServer.run { server in
            let auditor = try await server.auditor()
            let first = server.head
            server.clock.advance(seconds: 600)
            _ = try await server.pupil()
            let second = server.head
            server.clock.advance(seconds: 600)
            func found(_ query: String) async throws -> [UInt64] {
                try await auditor.get("audit/events?type=account&type=session&\(query)").positions
            }
            let old = try await found("until=\(first)")
            let new = try await found("after=\(first)&until=\(second)")
            #expect(old.last == first && new == Array(first + 1...second))
            #expect(try await found("until=15m") == old)
            #expect(try await found("after=15m") == new)
            let time = MovableClock.start.adding(seconds: 300).description
            #expect(try await found("until=\(time)") == old)
            #expect(try await found("after=\(time)") == new)
            #expect(try await found("until=2999-01-01T00:00:00%2B02:00") == old + new)
            #expect(try await found("after=99999999") == [])
        }
    }

    @Test func `names every broken rule, and records no look then`() async throws {
        try await TestServer.run { server in
            let auditor = try await server.auditor()
            let head = server.head
            let types = Array(repeating: "type=a", count: 21).joined(separator: "&")
            let cases: [(String, [String])] = [
                ("limit=0", ["limit range"]), ("limit=100001", ["limit range"]), ("limit=-1", ["limit range"]),
                ("limit=1&limit=2", ["limit count"]), (types, ["type count"]), ("type=", ["type form"]),
                ("type=a%20b", ["type form"]), ("subject=l%C3%A9a", ["subject form"]),
                ("actor=personne", ["actor form"]), ("person=lea", ["person uuid"]),
                ("after=demain", ["after target"]),
                ("until=2026-03-05T16:40:00", ["until target"]), ("until=99999999999999999999", ["until range"]),
                ("unseal=oui", ["unseal boolean"]), ("tipe=copie", ["tipe unknown"]),
                ("limit=x&until=y&z=1", ["until target", "limit range", "z unknown"]),
            ]
            for (query, issues) in cases {
                let answer = try await auditor.get("audit/events?\(query)")
                #expect(answer.status == 400)
                #expect(answer.issues == issues, "\(query)")
            }
            #expect(server.head == head)
        }
    }

    @Test func `is for auditors and admins, and a look by anybody else leaves nothing`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let teacher = try await server.teacher()
            let parent = try await server.appointed(.parent, "parent@lycee.fr")
            let head = server.head
            for path in ["audit/events", "audit/state?view=account&id=\(try await server.id(of: pupil))"] {
                #expect(try await server.visitor().get(path).status == 401)
                for browser in [pupil, teacher, parent] { #expect(try await browser.get(path).status == 403) }
            }
            #expect(server.head == head)
            let admin = try await server.appointed(.admin, "admin@lycee.fr")
            #expect(try await admin.get("audit/events").status == 200)
        }
    }

    @Test func `shows nothing when the look cannot be recorded`() async throws {
        try await TestServer.run { server in
            let auditor = try await server.auditor()
            let id = try await server.id(of: auditor)
            server.folder.files.refuse()
            for path in ["audit/events", "audit/state?view=account&id=\(id)"] {
                let answer = try await auditor.get(path)
                #expect(answer.status == 503)
                #expect(!answer.text.contains("specversion") && !answer.text.contains("mayUnseal"))
            }
            #expect(try await auditor.get("audit/events", headers: Browser.following).status == 503)
        }
    }

    @Test func `is limited per account`() async throws {
        try await TestServer.run(.init(limitsRates: true)) { server in
            let auditor = try await server.auditor()
            for _ in 0..<RateLimit.audit.burst { _ = try await auditor.get("audit/events?limit=1") }
            let answer = try await auditor.get("audit/events?limit=1")
            #expect(answer.status == 429)
            #expect(answer.header("Retry-After") != nil)
        }
    }
}
