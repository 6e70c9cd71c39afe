import Events
import Foundation
import HummingbirdTesting
import Projections
import Testing

@testable import API

@Suite struct `Following the log over HTTP` {
    /// Runs `meanwhile` while the auditor follows, and returns what the stream was when it ended.
    private func follow(
        _ server: TestServer, _ auditor: Browser, _ query: String = "", headers: [String: String] = [:],
        meanwhile: () async throws -> Void
    ) async throws -> Answer {
        let head = server.head
        async let answer = auditor.get(
            "audit/events\(query)", headers: Browser.following.merging(headers) { $1 })
        try await server.eventually("the follower's look is recorded") { server.head > head }
        try await meanwhile()
        return try await answer
    }

    @Test func `shows the look itself once, then what becomes durable, until the session ends`() async throws {
        try await TestServer.run { server in
            let auditor = try await server.auditor()
            let other = try await server.login("audit@academie.fr")
            let head = server.head
            let answer = try await follow(server, auditor) {
                _ = try await server.pupil()
                _ = try await other.delete("auth/sessions")
            }
            #expect(answer.status == 200)
            #expect(answer.header("Content-Type") == "text/event-stream")
            #expect(answer.text.hasPrefix("retry: 5000\n\n"))
            #expect(answer.text.hasSuffix(": fin du suivi, session terminée\n\n"))
            // The look, the registration and its session; not the end of the session, which ended the right to look.
            #expect(answer.events == [head + 1, head + 2, head + 3])
            for line in try server.lines()[Int(head)..<Int(head) + 3] {
                #expect(answer.text.contains("data: \(line)\n\n"))
            }
            #expect(server.head == head + 4)
        }
    }

    @Test func `filters, and goes on after the last event that was received`() async throws {
        try await TestServer.run { server in
            let auditor = try await server.auditor()
            let other = try await server.login("audit@academie.fr")
            let start = server.head
            _ = try await server.pupil("un@lycee.fr")
            _ = try await server.pupil("deux@lycee.fr")
            let answer = try await follow(
                server, auditor, "?type=account&after=0", headers: ["Last-Event-ID": String(start + 1)]
            ) {
                _ = try await server.pupil("trois@lycee.fr")
                _ = try await other.delete("auth/sessions")
            }
            // Registrations and sessions alternate; the follower's look stands between the second and the third.
            #expect(answer.events == [start + 3, start + 6])
            #expect(try server.lines().contains { $0.contains(#""query":"type=account&after=\#(start + 1)""#) })
        }
    }

    @Test func `ends when the role changes, and shows nothing of that change`() async throws {
        try await TestServer.run { server in
            let auditor = try await server.auditor()
            let answer = try await follow(server, auditor) { try await server.role(.enseignant) }
            #expect(answer.text.hasSuffix(": fin du suivi, rôle changé\n\n"))
            #expect(!answer.text.contains("role_changed"))
        }
    }

    @Test func `ends when the right to unseal is withdrawn; without unseal it goes on`() async throws {
        try await TestServer.run { server in
            let auditor = try await server.auditor()
            try await server.unsealing(true)
            let opened = try await follow(server, auditor, "?unseal=true") {
                _ = try await server.pupil("canari@lycee.fr")
                try await server.unsealing(false)
                _ = try await server.pupil("apres@lycee.fr")
            }
            #expect(opened.text.hasSuffix(": fin du suivi, droit de lire les valeurs personnelles retiré\n\n"))
            #expect(!opened.text.contains("apres@lycee.fr"))
            try await server.unsealing(true)
            let sealed = try await follow(server, auditor) {
                try await server.unsealing(false)
                try await server.role(.admin)
                _ = try await server.pupil("encore@lycee.fr")
                try await server.role(.eleve)
            }
            #expect(sealed.text.contains("unsealing_changed"))
            #expect(sealed.text.hasSuffix(": fin du suivi, rôle changé\n\n"))
        }
    }

    @Test func `ends when the session expires, with a sign of life now and then`() async throws {
        var limits = AuditLimits.standard
        limits.keepAliveSeconds = 1
        try await TestServer.run(.init(auditLimits: limits)) { server in
            let auditor = try await server.auditor()
            let answer = try await follow(server, auditor) {
                try await Task.sleep(for: .seconds(1.5))
                server.clock.advance(days: 15)
            }
            #expect(answer.text.contains("\n\n: en vie\nid: \(server.head)\n\n"))
            #expect(answer.text.hasSuffix(": fin du suivi, session terminée\n\n"))
        }
    }

    @Test func `refuses what has no meaning without an end`() async throws {
        try await TestServer.run { server in
            let auditor = try await server.auditor()
            let head = server.head
            for (query, header, issue) in [
                ("?until=5", "", "until stream"), ("?limit=5", "", "limit stream"),
                ("", "abc", "Last-Event-ID position"),
            ] {
                let answer = try await auditor.get(
                    "audit/events\(query)", headers: Browser.following.merging(["Last-Event-ID": header]) { $1 })
                #expect(answer.status == 400)
                #expect(answer.issues == [issue])
            }
            #expect(server.head == head)
        }
    }

    @Test func `has a bounded number of places, and one is free again when a stream ends`() async throws {
        var limits = AuditLimits.standard
        limits.followersMax = 1
        try await TestServer.run(.init(auditLimits: limits)) { server in
            let first = try await server.auditor()
            let second = try await server.auditor("deux@academie.fr")
            _ = try await follow(server, first) {
                let refused = try await second.get("audit/events", headers: Browser.following)
                #expect(refused.status == 503)
                #expect(refused["code"].text == "suivis-complets")
                #expect(refused.header("Retry-After") == "30")
                #expect(try await second.get("audit/events").status == 200)
                try await server.role(.eleve)
            }
            let again = try await follow(server, second) { try await server.role(.eleve, of: "deux@academie.fr") }
            #expect(again.status == 200)
        }
    }

    @Test func `over a socket it sends each event at once, and a client that goes away frees its place`() async throws
    {
        var limits = AuditLimits.standard
        limits.followersMax = 1
        try await TestServer.run(.init(setup: .live, auditLimits: limits)) { server in
            let auditor = try await server.auditor()
            let cookies = auditor.cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
            let request = [
                "GET /api/v1/audit/events?type=account HTTP/1.1", "Host: localhost", "Accept: text/event-stream",
                "Cookie: \(cookies)", "", "",
            ].joined(separator: "\r\n")
            let connection = RawConnection(port: try #require(server.client.port))
            for name in ["un", "deux"] {
                let head = server.head
                async let stream = connection.exchange([Array(request.utf8)], until: "account.registered.v1\",")
                try await server.eventually("\(name)'s look is recorded") { server.head > head }
                _ = try await server.pupil("\(name)@lycee.fr")
                let text = await stream
                #expect(text.hasPrefix("HTTP/1.1 200 "))
                #expect(text.contains("id: \(head + 2)\r\n") || text.contains("id: \(head + 2)\n"), "\(text)")
                // The connection is closed now; the server notices without having to write.
                try await server.eventually("the place is free") { server.auditPlaceIsFree }
            }
        }
    }
}

extension TestServer {
    var auditPlaceIsFree: Bool { audit.followers.take() != nil }
}
