import Events
import Testing

@testable import API

/// Who may call what, as the document says it.
@Suite struct `The access that the description promises` {
    let document: OpenAPIDocument

    init() throws { document = try OpenAPIDocument() }

    @Test func `without a session only public operations answer`() async throws {
        try await TestServer.run { server in
            let story = try await APIStory(document, server)
            for operation in document.operations {
                let answer = try await story.send(operation, nil, by: server.visitor())
                #expect((answer.status == 401) == refusesStrangers(operation), "\(operation.id): \(answer.text)")
            }
        }
    }

    /// Logging in with nothing is a bad request; reading the vitals without a session is not allowed.
    private func refusesStrangers(_ operation: OpenAPIDocument.Operation) -> Bool {
        operation.needsSession || operation.id == "getVitals"
    }

    @Test func `what changes something in a session needs its token`() async throws {
        try await TestServer.run { server in
            let story = try await APIStory(document, server)
            let csrf = Browser.csrfHeader
            for operation in document.operations where operation.needsCSRF {
                let without = try await story.pupil.call(operation, story, headers: [csrf: ""])
                #expect(without["code"].text == "csrf-manquant", "\(operation.id)")
                let foreign = story.teacher.cookies["eaf_csrf"] ?? ""
                let wrong = try await story.pupil.call(operation, story, headers: [csrf: foreign])
                #expect(wrong["code"].text == "csrf-invalide", "\(operation.id)")
            }
            for operation in document.operations where operation.method != "GET" && !operation.needsCSRF {
                #expect(operation.json["security"].items.isEmpty, "\(operation.id)")
            }
        }
    }

    @Test(arguments: Role.allCases)
    func `a role meets the operations that name it, and no others`(_ role: Role) async throws {
        try await TestServer.run { server in
            let story = try await APIStory(document, server)
            let browser = try await server.appointed(role, "role@lycee-zay.fr")
            for operation in document.operations where operation.needsSession || !operation.roles.isEmpty {
                guard !["logout", "closeSession", "closeOtherSessions", "erasePerson"].contains(operation.id) else {
                    continue
                }
                let answer = try await browser.call(operation, story)
                let isAllowed = operation.roles.isEmpty || operation.roles.contains(role.rawValue)
                #expect((answer["code"].text == "acces-refuse") == !isAllowed, "\(operation.id): \(answer.text)")
            }
        }
    }

    @Test func `requests of another site are refused where the document says so`() async throws {
        try await TestServer.run { server in
            let story = try await APIStory(document, server)
            for operation in document.operations {
                let answers = document.examples(
                    document.response(operation, 403)["content"]["application/problem+json"])
                guard answers.contains(where: { $0.name == "OrigineRefusee" }) else { continue }
                var browser = server.visitor()
                if operation.id == "logout" { browser = Browser(server.client, cookies: ["eaf_session": "terminee"]) }
                let query = operation.id == "getVitals" ? "?name=LCP&value=1" : ""
                let answer = try await browser.call(
                    operation, story, query: query, headers: ["Sec-Fetch-Site": "cross-site"])
                #expect(answer["code"].text == "origine-refusee", "\(operation.id): \(answer.text)")
            }
        }
    }
}
