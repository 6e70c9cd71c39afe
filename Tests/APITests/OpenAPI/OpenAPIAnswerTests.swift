import Events
import HTTPTypes
import Testing

@testable import API

/// What the document promises, put to the router.
@Suite struct `The answers that the description promises` {
    let document: OpenAPIDocument

    init() throws { document = try OpenAPIDocument() }

    @Test func `every documented request is accepted, and every answer follows its schema`() async throws {
        var check = SchemaCheck(document)
        for operation in document.operations where operation.method != "GET" {
            let examples: [JSONValue?] = document.examples(operation.jsonBody).map(\.value)
            for body in examples.isEmpty ? [nil] : examples {
                let answer = try await answer(to: operation, body)
                #expect(answer.status == operation.success, "\(operation.id): \(answer.text)")
                verify(answer, operation, &check)
            }
        }
        try await read(&check)
        #expect(check.issues == [])
        expectWhole(check.seen)
    }

    /// Sends one request to a server of its own, so that no request spoils another's.
    private func answer(to operation: OpenAPIDocument.Operation, _ body: JSONValue?) async throws -> Answer {
        try await TestServer.run { server in
            try await APIStory.invite(server)
            if operation.id == "register" {
                return try await server.visitor().post("auth/register", body)
            }
            let story = try await APIStory(document, server)
            let caller = operation.id == "logout" ? story.pupil : story.caller(of: operation)
            return try await story.send(operation, body, by: caller)
        }
    }

    /// Reads everything, and again with the tag.
    private func read(_ check: inout SchemaCheck) async throws {
        let answers = try await TestServer.run { server in
            let story = try await APIStory(document, server)
            var answers: [(String, Answer)] = []
            for operation in document.operations where operation.method == "GET" {
                let caller = story.caller(of: operation)
                let answer = try await story.send(operation, nil, by: caller)
                answers.append((operation.id, answer))
                guard operation.responses.names.contains("304") else { continue }
                let tag = try #require(answer.header("ETag"), "\(operation.id)")
                let path = try await story.path(operation)
                let again = try await caller.send(.get, path, headers: ["If-None-Match": tag])
                #expect(again.status == 304 && again.bytes.isEmpty, "\(operation.id)")
            }
            // Members that only some answers have.
            let path = "epreuves/\(story.epreuve)"
            answers.append(("getCopie", try await story.pupil.get("\(path)/copie/\(story.waiting)")))
            answers.append(("listEpreuves", try await story.pupil.get("epreuves?limit=1")))
            answers.append(("listCopies", try await story.pupil.get("copies?limit=1")))
            answers.append(("getVitals", try await server.visitor().get("metrics/vitals?name=LCP&value=1840.2")))
            answers.append(("getDashboard", try await story.admin.get("enseignant/dashboard")))
            for (view, id) in try await story.pastThings() {
                answers.append(("getAuditState", try await story.admin.get("audit/state?view=\(view)&id=\(id)")))
            }
            // A text of the Bulletin officiel has a reference.
            answers.append(
                ("search", try await story.pupil.post("rag/search", ["query": "définition de l'épreuve, BO"])))
            answers += try await pages(story)
            _ = try await story.server.generate(story.pupil)
            answers.append(("listEpreuves", try await story.pupil.get("epreuves?limit=1")))
            return answers
        }
        for (id, answer) in answers {
            let operation = try #require(document.operation(id))
            #expect(answer.status == 200, "\(id): \(answer.text)")
            verify(answer, operation, &check)
        }
    }

    /// First pages of lists that go on.
    private func pages(_ story: APIStory) async throws -> [(String, Answer)] {
        try await story.server.enrol(ClassDashboard.studentsMax, with: APIStory.classCode)
        _ = try await story.server.login(APIStory.pupilEmail, password: APIStory.pupilPassword)
        return [
            ("getTimeline", try await story.pupil.get("memory/timeline?limit=1")),
            ("listSessions", try await story.pupil.get("auth/sessions?limit=1")),
            ("listPupils", try await story.teacher.get("enseignant/eleves?limit=1")),
            ("listCopiesOfClass", try await story.teacher.get("enseignant/copies?limit=1")),
            ("getDashboard", try await story.teacher.get("enseignant/dashboard")),
        ]
    }

    private func verify(_ answer: Answer, _ operation: OpenAPIDocument.Operation, _ check: inout SchemaCheck) {
        let response = document.response(operation, answer.status)
        for header in response["headers"].names where !(operation.id == "getVitals" && header == "ETag") {
            #expect(answer.header(header) != nil, "\(operation.id) answers without \(header)")
        }
        let type = answer.header("Content-Type")?.split(separator: ";").first.map(String.init) ?? ""
        #expect(response["content"].names.contains(type), "\(operation.id)")
        guard type == "application/json", operation.id != "getOpenAPI" else { return }
        check.check(answer.json, response["content"][type]["schema"], at: operation.id)
    }

    /// Every member of every schema of an answer occurred, the optional ones too.
    private func expectWhole(_ seen: Set<String>) {
        for name in document.schemas.names where !isOfRequests(name) && name != "Probleme" && name != "Defaut" {
            for member in document.schemas[name]["properties"].names {
                #expect(seen.contains("\(name).\(member)"), "\(name).\(member) was in no answer")
            }
        }
    }

    private func isOfRequests(_ name: String) -> Bool {
        document.operations.contains { $0.jsonBody["schema"]["$ref"].text == "#/components/schemas/\(name)" }
    }
}
