import Projections
import Testing

@testable import API

@Suite struct `Handing in twice with one key (D-29)` {
    private let key = ["Idempotency-Key": "double-clic"]

    @Test func `gives the same copie and one blob, also after a restart`() async throws {
        let folder = try ServerFolder()
        let (pupil, epreuve, first) = try await folder.serve { server in
            let pupil = try await server.pupil()
            let epreuve = try await server.generate(pupil)
            let first = try await server.upload(pupil, to: epreuve, headers: key)
            let second = try await server.upload(pupil, to: epreuve, headers: key)
            #expect(first.status == 202)
            #expect(second.text == first.text)
            #expect(server.models.copies.count == 1)
            #expect(folder.blobs().count == 1)
            return (pupil, epreuve, first.text)
        }
        try await folder.serve { server in
            let again = try await server.upload(server.again(pupil), to: epreuve, headers: key)
            #expect(again.text == first)
            #expect(server.models.copies.count == 1)
            #expect(folder.blobs().count == 1)
        }
    }

    @Test func `six at once make one copie and leave one blob, the one that is named`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let epreuve = try await server.generate(pupil)
            let answers = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<6 {
                    group.addTask { try await server.upload(pupil, to: epreuve, headers: key).text }
                }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(answers.count == 1)
            #expect(server.models.copies.count == 1)
            let named = server.models.copies.blobs
            #expect(
                server.folder.blobs().compactMap { $0.split(separator: "/").last.map(String.init) } == Array(named))
        }
    }

    @Test func `another file under the key is refused and leaves nothing`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let epreuve = try await server.generate(pupil)
            _ = try await server.upload(pupil, to: epreuve, headers: key)
            let head = server.head
            let other = try await server.upload(pupil, to: epreuve, "page.jpg", headers: key)
            #expect(other.status == 422)
            #expect(other.error == "Cette clé d'idempotence a déjà servi pour une autre requête.")
            #expect(server.head == head)
            #expect(server.folder.blobs().count == 1)
        }
    }

    @Test func `a repeat takes nothing of the limit`() async throws {
        try await TestServer.run(.init(limitsRates: true)) { server in
            let pupil = try await server.pupil()
            let epreuve = try await server.generate(pupil)
            for _ in 0..<8 {
                let answer = try await server.upload(pupil, to: epreuve, headers: key)
                #expect(answer.status == 202)
            }
            for _ in 0..<4 { _ = try await server.handIn(pupil, to: epreuve) }
            #expect(try await server.upload(pupil, to: epreuve).status == 429)
        }
    }

    @Test func `without a key two are two`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let epreuve = try await server.generate(pupil)
            let first = try await server.handIn(pupil, to: epreuve)
            let second = try await server.handIn(pupil, to: epreuve)
            #expect(first != second)
            #expect(server.folder.blobs().count == 2)
        }
    }
}
