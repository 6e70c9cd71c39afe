import Events
import Testing

@testable import API

@Suite struct `An auditor's page` {
    @Test func `shows records with personal values sealed, and is itself in the log`() async throws {
        try await TestServer.run { server in
            _ = try await server.pupil("lea@lycee.fr", name: "Léa Secrète")
            let auditor = try await server.appointed(.auditeur, "audit@academie.fr")
            let page = try await auditor.page("/audit")
            #expect(page.status == 200 && page.text.contains("account.registered.v1"))
            #expect(!page.text.contains("Léa Secrète") && !page.text.contains("lea@lycee.fr"))
            let last = try server.backend.library.event(at: server.state.log.headSeen)
            guard case .audit(.consulted(let look)) = last.event else {
                Issue.record("the look is not in the log")
                return
            }
            #expect(look.unsealed == false && look.view == .events)
        }
    }

    @Test func `takes filters as the API does, empty fields saying nothing`() async throws {
        try await TestServer.run { server in
            _ = try await server.pupil()
            let auditor = try await server.appointed(.auditeur, "audit@academie.fr")
            let page = try await auditor.page("/audit?type=session&subject=&actor=&person=&after=&until=").text
            #expect(page.contains("session.opened.v1") && !page.contains("account.registered.v1"))
            let wrong = try await auditor.page("/audit?actor=personne&moment=x&vue=copie&id=y")
            #expect(wrong.status == 400 && wrong.text.contains("Un UUID est attendu."))
            let filter = try await auditor.page("/audit?actor=personne")
            #expect(filter.status == 400 && filter.text.contains("Attendu : user/"))
            for page in [wrong, filter] { #expect(!page.text.contains("Aucun enregistrement ne correspond")) }
            let nothing = try await auditor.page("/audit?type=budget").text
            #expect(nothing.contains("Aucun enregistrement ne correspond."))
        }
    }

    @Test func `shows the newest first, and every older record behind a link`() async throws {
        try await TestServer.run { server in
            let teacher = try await server.teacher()
            try await server.enrol(40, with: try await server.makeClass(of: teacher))
            let auditor = try await server.appointed(.auditeur, "audit@academie.fr")
            func positions(_ text: String) -> [Int] {
                text.matches(of: /<td class="chiffre">(\d+)<\/td>/).compactMap { Int($0.1) }
            }
            for filter in ["", "?type=account.registered"] {
                var seen: [Int] = []
                var next: String? = "/audit\(filter)"
                while let path = next {
                    let page = try await auditor.page(path).text
                    #expect(positions(page).count <= 25)
                    seen += positions(page)
                    next = page.firstMatch(of: /href="([^"]+)#filtres">Plus anciens/).map {
                        String($0.1).replacing("&amp;", with: "&")
                    }
                }
                #expect(seen == seen.sorted(by: >) && Set(seen).count == seen.count)
                #expect(filter.isEmpty ? seen.last == 1 && seen.count > 80 : seen.count == 42)
            }
        }
    }

    @Test func `goes back in time`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let copie = try await server.handIn(pupil, to: try await server.generate(pupil))
            let before = server.head
            try await server.correct(copie, note: 12)
            let auditor = try await server.appointed(.auditeur, "audit@academie.fr")
            let past = try await auditor.page("/audit?vue=copie&id=\(copie)&moment=\(before)").text
            #expect(past.contains("&quot;status&quot; : &quot;pending&quot;"))
            let now = try await auditor.page("/audit?vue=copie&id=\(copie)&moment=").text
            #expect(now.contains("&quot;status&quot; : &quot;done&quot;"))
        }
    }

    @Test func `is for auditors and admins alone, and proves nothing that is not there`() async throws {
        try await TestServer.run { server in
            for browser in [try await server.pupil(), try await server.teacher()] {
                #expect(try await browser.page("/audit").status == 403)
                #expect(try await browser.page("/audit/preuve?position=1").status == 403)
            }
            let auditor = try await server.appointed(.auditeur, "audit@academie.fr")
            #expect(try await auditor.page("/audit/preuve?position=999999").status == 404)
            #expect(try await auditor.page("/audit/preuve?position=x").status == 400)
            #expect(try await auditor.page("/audit/preuve").status == 400)
        }
    }
}
