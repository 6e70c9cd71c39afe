import Events
import Testing

@testable import API

/// Every problem that the document shows, provoked.
@Suite struct `The problems that the description shows` {
    /// What a test cannot bring about with requests alone.
    private static let unprovoked: Set = ["ErreurInterne", "EnvoiTropLent"]

    let document: OpenAPIDocument

    init() throws { document = try OpenAPIDocument() }

    @Test func `each comes as it is shown, from an operation that shows it`() async throws {
        let provoked = try await TestServer.run { server in
            let story = try await APIStory(document, server)
            return try await ProblemCases(story: story).all()
        }
        verify(provoked)
        let limited = try await TestServer.run(.init(limitsRates: true)) { server in
            let story = try await APIStory(document, server)
            return try await LimitCases(story: story).all()
        }
        verify(limited)
        var cramped = AuditLimits.standard
        (cramped.followersMax, cramped.foldsMax) = (0, 0)
        let withoutRoom = try await TestServer.run(.init(auditLimits: cramped)) { server in
            try await ProblemCases(story: try await APIStory(document, server)).withoutRoom()
        }
        verify(withoutRoom)
        var hurried = AuditLimits.standard
        hurried.foldSecondsMax = 0
        let withoutTime = try await TestServer.run(.init(auditLimits: hurried)) { server in
            try await ProblemCases(story: try await APIStory(document, server)).withoutTime()
        }
        verify(withoutTime)
        let shown = Set(document.json["components"]["examples"].names)
        let come = Set((provoked + limited + withoutRoom + withoutTime).map(\.example))
        #expect(shown.subtracting(come) == Self.unprovoked)
        #expect(come.isSubset(of: shown))
    }

    private func verify(_ cases: [ProvokedProblem]) {
        for provoked in cases {
            let place = "\(provoked.example) of \(provoked.operation)"
            let shown = document.json["components"]["examples"][provoked.example]["value"]
            #expect(plain(provoked.answer.json) == plain(shown), "\(place)")
            #expect(Double(provoked.answer.status) == shown["status"].number, "\(place)")
            guard !provoked.operation.isEmpty else { continue }
            guard let operation = document.operation(provoked.operation) else {
                Issue.record("no operation \(provoked.operation)")
                continue
            }
            let response = document.response(operation, provoked.answer.status)
            #expect(response["content"].names == ["application/problem+json"], "\(place)")
            let content = response["content"]["application/problem+json"]
            #expect(content["examples"].names.contains(provoked.example), "\(place) is not shown there")
            var check = SchemaCheck(document)
            check.check(provoked.answer.json, content["schema"], at: place)
            #expect(check.issues == [])
            for header in response["headers"].names {
                #expect(provoked.answer.header(header) != nil, "\(place) comes without \(header)")
            }
        }
    }

    /// Without the request's name, and without figures: the server under test takes smaller files.
    private func plain(_ problem: JSONValue) -> String {
        guard case .object(var members) = problem else { return "" }
        members["requestId"] = nil
        return String(decoding: JSONValue.object(members).bytes, as: UTF8.self).replacing(/[0-9]+/, with: "0")
    }
}

/// A problem that came.
struct ProvokedProblem: Sendable {
    /// The example that shows it.
    let example: String
    /// The operation that should show it; empty when no route was met.
    let operation: String
    let answer: Answer
}
