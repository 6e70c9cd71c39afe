import Events
import Foundation
import Projections
import Testing

@testable import API

@Suite struct `After a restart` {
    /// Who asks for what, to compare before and after.
    private struct Story: Sendable {
        var gets: [(Browser, String)] = []

        func answers(from server: TestServer) async throws -> [String] {
            var answers: [String] = []
            for (browser, path) in gets {
                let answer = try await server.again(browser).get(path, headers: ["X-Request-Id": "meme-demande"])
                answers.append("\(path) \(answer.status) \(answer.header("ETag") ?? "") \(answer.text)")
            }
            return answers
        }
    }

    /// Something of everything.
    private func tell(_ server: TestServer) async throws -> Story {
        let teacher = try await server.teacher()
        let lea = try await server.pupil("lea@lycee.fr", name: "Léa")
        let max = try await server.pupil("max@lycee.fr", name: "Max")
        let gone = try await server.login("max@lycee.fr")
        _ = try await gone.post("auth/logout")
        try await server.makeClass(of: teacher, pupils: [lea, max])
        try await server.makeClass(of: teacher)
        server.clock.advance(days: 2)
        _ = try await lea.put("student/profile", ["eafDate": "2026-06-08", "weakSkills": ["Syntaxe"]])
        let (epreuve, copie) = try await server.corrected(lea, note: 15.5)
        _ = try await teacher.post("enseignant/corrections/\(copie)/comment", ["comment": "Bravo."])
        let second = try await server.handIn(lea, to: epreuve, "une-page.pdf")
        try await server.fail(second, by: try await server.claim(second), retryable: true)
        let third = try await server.handIn(max, to: try await server.generate(max, .dissertation), "page.jpg")
        try await server.fail(third, by: try await server.claim(third), retryable: false)
        _ = try await lea.post("memory/events", ["feature": "page_view", "path": "/quiz", "payload": ["n": 0.1]])
        for value in [0.05, 0.3, 0.004] {
            _ = try await server.visitor().post("metrics/vitals", ["name": "CLS", "value": .number(value)])
        }
        _ = try await teacher.get("enseignant/export")
        var story = Story()
        for path in [
            "auth/me", "auth/sessions", "student/profile", "memory/timeline", "epreuves", "epreuves/\(epreuve)",
            "epreuves/\(epreuve)/copies", "epreuves/\(epreuve)/copie/\(copie)", "epreuves/\(epreuve)/copie/\(second)",
            "copies", "epreuves/\(EpreuveID.random())",
        ] {
            story.gets.append((lea, path))
        }
        for path in ["auth/me", "copies", "epreuves"] { story.gets.append((max, path)) }
        story.gets.append((gone, "auth/me"))
        for path in ["enseignant/dashboard", "enseignant/copies/\(third)", "metrics/vitals", "memory/timeline"] {
            story.gets.append((teacher, path))
        }
        return story
    }

    private func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

    @Test func `without snapshots and index, every answer is the same to the byte`() async throws {
        let folder = try ServerFolder()
        let (story, before, models) = try await folder.serve { server in
            let story = try await tell(server)
            return (story, try await story.answers(from: server), server.models)
        }
        remove(folder.dataPath + "/snapshots")
        remove(folder.logPath + "/index")
        try await folder.serve { server in
            let after = try await story.answers(from: server)
            #expect(after == before)
            #expect(server.models == models)
        }
    }

    @Test func `with a snapshot of the end or of the middle, the state is the same`() async throws {
        let folder = try ServerFolder()
        let (story, before, models) = try await folder.serve { server in
            _ = try await server.pupil("zoe@lycee.fr")
            try write(server)
            let story = try await tell(server)
            return (story, try await story.answers(from: server), server.models)
        }
        try await folder.serve { server in
            #expect(server.state.snapshotPosition > .zero)
            #expect(server.state.snapshotPosition < models.position)
            #expect(server.models == models)
            #expect(try await story.answers(from: server) == before)
            try write(server)
        }
        try await folder.serve { server in
            #expect(server.state.snapshotPosition == models.position)
            #expect(server.models == models)
            #expect(try await story.answers(from: server) == before)
            let folded = try ReadModels.folded(from: server.state.log, through: models.position)
            #expect(folded == models)
        }
    }

    @Test func `a snapshot that was tampered with is not used, and nothing is lost`() async throws {
        let folder = try ServerFolder()
        let (story, before) = try await folder.serve { server in
            let story = try await tell(server)
            try write(server)
            return (story, try await story.answers(from: server))
        }
        let directory = folder.dataPath + "/snapshots"
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: directory).first)
        var bytes = try Data(contentsOf: URL(filePath: "\(directory)/\(name)"))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(filePath: "\(directory)/\(name)"))
        try await folder.serve { server in
            let after = try await story.answers(from: server)
            #expect(server.state.snapshotPosition == .zero)
            #expect(after == before)
        }
    }

    @Test func `opening writes nothing to a log that has everything`() async throws {
        let folder = try ServerFolder()
        let head = try await folder.serve { server in
            _ = try await server.pupil()
            return server.head
        }
        for _ in 0..<3 {
            try await folder.serve { server in
                let answer = try await server.visitor().get("health")
                #expect(answer.status == 200)
                #expect(server.head == head)
            }
        }
    }

    /// Writes a snapshot of the state now.
    private func write(_ server: TestServer) throws {
        let models = server.models
        _ = try server.state.snapshots.write(
            models, line: try server.state.log.record(at: models.position))
    }
}
