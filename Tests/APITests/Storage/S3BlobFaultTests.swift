import Crypto
import Events
import Foundation
import S3
import TestSupport
import Testing

@testable import API

/// Against a service that fails as a script says.
@Suite struct `A blob store whose service fails` {
    private static let tag = "ETag: \"b1946ac92492d2347c6235b4d2611184\""
    private static let fine = ScriptedServer.Step.answer(200, [tag], [])
    private static let body = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }

    private struct Rig {
        let server: ScriptedServer
        let store: S3BlobStore
        let keys = TestKeys()
        let owner: PersonID
        let spool: BlobTestFolder

        init(_ steps: [ScriptedServer.Step]) throws {
            server = try ScriptedServer(steps)
            spool = try BlobTestFolder()
            owner = keys.newPerson()
            store = try S3BlobStore(
                S3Configuration(
                    place: S3Place(bucket: "bucket", prefix: "copies"), origin: server.origin, region: "us-east-1",
                    isPathStyle: nil, accessKeyID: "key", secretAccessKey: "secret", authoritiesFile: nil),
                spool: spool.path, keys: keys, files: POSIXFiles(), health: StorageHealth(),
                limits: S3Limits(
                    connectSeconds: 20, stallSeconds: 2, bytesPerSecondMin: 1, seconds: 20, connections: 2),
                patience: S3Patience(attemptsMax: 4, firstSeconds: 0.01, secondsMax: 600),
                waitSeconds: (reading: 0.3, storing: 60))
        }
    }

    private static func error(_ status: Int, _ code: String) -> ScriptedServer.Step {
        .answer(status, [], Array("<Error><Code>\(code)</Code></Error>".utf8))
    }

    private static let passing: [ScriptedServer.Step] = [
        .hang, .hangUp, error(503, "SlowDown"), error(500, "InternalError"),
        error(400, "XAmzContentSHA256Mismatch"), .send(Array("HTTP/1.1 200 OK\r\nContent-Le".utf8)),
    ]

    @Test(arguments: passing.indices)
    func `once still gets every byte`(_ index: Int) async throws {
        let rig = try Rig([Self.passing[index], Self.fine])
        let stored = try await rig.store.put(Self.body, for: rig.owner)
        let request = try #require(rig.server.requests.last)
        #expect(request.method == "PUT")
        #expect(request.path == "/bucket/copies/\(stored.address.prefix)/\(stored.address)")
        #expect(BlobAddress(digest: SHA256.hash(data: request.body)) == stored.address)
        #expect(try rig.spool.files().isEmpty, "the spool is empty once it is stored")
        #expect(!rig.store.health.isDegraded)
    }

    private static let lasting: [[ScriptedServer.Step]] = [
        [error(403, "AccessDenied")], [error(404, "NoSuchBucket")], [.answer(204, [], [])],
        [ScriptedServer.Step](repeating: error(503, "SlowDown"), count: 9),
    ]

    @Test(arguments: lasting.indices)
    func `for good says so, and remembers it`(_ index: Int) async throws {
        let rig = try Rig(Self.lasting[index])
        let upload = try await rig.store.begin(for: rig.owner, bytesMax: Self.body.count)
        try await upload.write(Self.body)
        let thrown = await #expect(throws: BlobError.self) { try await upload.commit() }
        guard case .unavailable(let reason) = thrown else { Issue.record("\(thrown as Any)"); return }
        #expect(!reason.contains("secret"))
        #expect(rig.store.health.isDegraded)
        await #expect(throws: BlobError.unavailable(reason)) { try await upload.commit() }
        #expect(try rig.spool.files().isEmpty)
    }

    @Test func `keeps the sealed file here until the service has all of it`() async throws {
        let rig = try Rig([.hang, Self.fine])
        let upload = try await rig.store.begin(for: rig.owner, bytesMax: Self.body.count)
        try await upload.write(Self.body)
        async let stored = upload.commit()
        while rig.server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        let spooled = try rig.spool.files()
        #expect(spooled.count == 1 && spooled.values.allSatisfy { $0.count > Self.body.count })
        // A process that starts beside this one does not take it away.
        let other = try LocalBlobStore(directory: rig.spool.path, keys: rig.keys, files: POSIXFiles())
        #expect(try await other.removeLeftovers(now: SystemClock.real.now) == 0)
        _ = try await stored
        #expect(try rig.spool.files().isEmpty)
    }

    @Test func `is not asked while it is known to be down`() async throws {
        let rig = try Rig([])
        rig.store.health.answered(failure: "rien ne répond")
        for _ in 0..<3 {
            await #expect(throws: BlobError.self) { try await rig.store.begin(for: rig.owner, bytesMax: 9) }
            await #expect(throws: BlobError.self) {
                try await rig.store.holds(BlobAddress(digest: SHA256.hash(data: [1])))
            }
        }
        #expect(rig.server.requests.isEmpty)
        rig.store.health.answered(failure: nil)
        rig.server.play([Self.fine])
        _ = try await rig.store.put([1], for: rig.owner)
    }

    @Test func `keeps nobody waiting behind requests that take their time, nor who is gone`() async throws {
        let rig = try Rig([.hang, .hang])
        let address = BlobAddress(digest: SHA256.hash(data: [1]))
        let store = rig.store
        let busy = (0..<2).map { _ in Task { try await store.holds(address) } }
        while rig.server.requests.count < 2 { try await Task.sleep(for: .milliseconds(5)) }
        let began = ContinuousClock.now
        await #expect(throws: BlobError.unavailable("trop de fichiers attendent le stockage")) {
            try await store.bytes(of: address, owner: rig.owner, bytesMax: 9)
        }
        let upload = Task { try await store.put([1], for: rig.owner) }
        try await Task.sleep(for: .milliseconds(50))
        upload.cancel()
        await #expect(throws: BlobError.self) { try await upload.value }
        // Both hang for two seconds each time, and are asked again.
        #expect(ContinuousClock.now - began < .milliseconds(1_900))
        #expect(rig.server.requests.count == 2)
        for task in busy { task.cancel() }
        for task in busy { _ = try? await task.value }
        rig.server.play([Self.fine, Self.fine])
        #expect(try await store.holds(address), "the connections are free again")
    }

    @Test func `cut in the middle, or with other bytes, is read again`() async throws {
        let rig = try Rig([Self.fine])
        let stored = try await rig.store.put(Self.body, for: rig.owner)
        let sealed = try #require(rig.server.requests.last?.body)
        var changed = sealed
        changed[70_000] ^= 1
        for step in [
            ScriptedServer.Step.cut(200, [Self.tag], sealed, at: 60_000), .answer(200, [Self.tag], changed), .hang,
            Self.error(503, "SlowDown"),
        ] {
            rig.server.play([step, .answer(200, [Self.tag], sealed)])
            #expect(
                try await rig.store.bytes(of: stored.address, owner: rig.owner, bytesMax: Self.body.count)
                    == Self.body)
            rig.server.play([step, .answer(200, [Self.tag], sealed)])
            let target = try BlobTestFolder()
            let size = try await rig.store.copy(
                stored.address, owner: rig.owner, to: target.path + "/copie", bytesMax: Self.body.count)
            #expect(size == Self.body.count)
            #expect(try target.files() == ["copie": Self.body])
        }
        rig.server.play([.answer(200, [Self.tag], changed), .answer(200, [Self.tag], changed)])
        await #expect(throws: BlobError.damaged) {
            try await rig.store.bytes(of: stored.address, owner: rig.owner, bytesMax: Self.body.count)
        }
        rig.server.play([Self.error(404, "NoSuchKey")])
        await #expect(throws: BlobError.notFound) {
            try await rig.store.bytes(of: stored.address, owner: rig.owner, bytesMax: Self.body.count)
        }
    }
}
