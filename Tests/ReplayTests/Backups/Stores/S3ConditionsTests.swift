import S3
import TestSupport
import Testing

@testable import Replay

@Suite struct `Stores that do not know conditions` {
    private static let tag = "ETag: \"t\""
    private static let fine = ScriptedServer.Step.answer(200, [tag], [])
    private static let refused = ScriptedServer.Step.answer(412, [], [])

    private func store(_ steps: [ScriptedServer.Step]) throws -> (S3BackupStore, ScriptedServer) {
        let server = try ScriptedServer(steps)
        let configuration = try S3Configuration(
            place: #require(S3Place("s3://bucket")),
            environment: ["S3_ENDPOINT": server.origin, "S3_ACCESS_KEY_ID": "k", "S3_SECRET_ACCESS_KEY": "s"])
        return (S3BackupStore(configuration: configuration, limits: .usual), server)
    }

    private static let ignorant: [[ScriptedServer.Step]] = [
        // Writes twice where nothing may be.
        [fine, fine],
        // Writes over a version that never was.
        [refused, fine, fine],
        // Refuses the version that is there, however it is spelled.
        [refused, fine, refused, refused, refused, refused],
        // Does not know the header, and has no object.
        [.answer(501, [], []), .answer(404, [], []), .answer(404, [], Array("<Code>NoSuchKey</Code>".utf8))],
    ]

    @Test(arguments: ignorant.indices)
    func `are found out, and looked at before and after writing`(_ index: Int) async throws {
        let (store, server) = try store(Self.ignorant[index])
        #expect(try await store.weakness()?.contains("un seul processus") == true)
        let asked = server.requests.count
        #expect(asked == Self.ignorant[index].count)
        server.play([Self.fine])
        await #expect(throws: BackupStoreError.conflict(key: "a")) { try await store.put("a", [1], if: .ifAbsent) }
        server.play([Self.fine, Self.fine, Self.fine])
        #expect(try await store.put("a", [1], if: .ifVersion(ObjectVersion("t"))) == ObjectVersion("t"))
        server.play([Self.fine, Self.fine, .answer(200, ["ETag: \"another's\""], [])])
        await #expect(throws: BackupStoreError.conflict(key: "a")) {
            try await store.put("a", [1], if: .ifVersion(ObjectVersion("t")))
        }
        #expect(
            server.requests.dropFirst(asked).map(\.method) == ["HEAD", "HEAD", "PUT", "HEAD", "HEAD", "PUT", "HEAD"])
    }

    @Test(arguments: [
        ("\"t\"", [refused, fine, refused, fine]), ("t", [refused, fine, refused, refused, refused, fine]),
        ("\"t\"", [fine, refused, fine, refused, fine]), ("\"t\"", [.answer(304, [], []), fine, refused, fine]),
    ])
    func `are not those that do, with the spelling that they want`(
        _ spelling: String, _ steps: [ScriptedServer.Step]
    ) async throws {
        let (store, server) = try store(steps + [Self.refused, Self.fine])
        await #expect(throws: BackupStoreError.conflict(key: "a")) { try await store.put("a", [1], if: .ifAbsent) }
        #expect(server.requests.last?.headers["if-none-match"] == "*")
        try await store.put("a", [1], if: .ifVersion(ObjectVersion("t")))
        #expect(server.requests.last?.headers["if-match"] == spelling)
        #expect(server.requests.count == steps.count + 2)
        #expect(try await store.weakness() == nil)
    }

    @Test func `are asked again when they could not answer`() async throws {
        let (store, server) = try store([.answer(503, ["Retry-After: 3"], [])])
        let thrown = await #expect(throws: BackupStoreError.self) { try await store.put("a", [1], if: .ifAbsent) }
        guard case .unavailable(_, 3) = thrown else { Issue.record("\(thrown as Any)"); return }
        server.play([Self.refused, Self.fine, Self.refused, Self.fine, Self.fine])
        try await store.put("a", [1], if: .ifAbsent)
    }
}
