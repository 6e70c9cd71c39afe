import Logging
import S3
import ServiceLifecycle
import TestSupport
import Testing

@testable import API

@Suite(.serialized) struct `Watching the storage of copies` {
    private static let fine = ScriptedServer.Step.answer(200, [], [])

    private func configuration(_ origin: String) -> S3Configuration {
        S3Configuration(
            place: S3Place(bucket: "bucket", prefix: "copies"), origin: origin, region: "us-east-1",
            isPathStyle: nil, accessKeyID: "key", secretAccessKey: "secret", authoritiesFile: nil)
    }

    private func watch(
        _ server: ScriptedServer, _ body: (StorageHealth) async throws -> Void
    ) async throws {
        let health = StorageHealth()
        let watch = StorageWatch(
            configuration(server.origin), health: health,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await watch.run() }
            try await body(health)
            group.cancelAll()
        }
    }

    /// Whether it comes about. The bounds of a second are `StorageWatch.pause` and `StorageHealth.silenceMax`; a machine that runs
    /// everything at once has its own.
    private func soon(_ condition: () -> Bool) async throws -> Bool {
        let began = ContinuousClock.now
        while !condition() {
            guard .now - began < .seconds(60) else { return false }
            try await Task.sleep(for: .milliseconds(10))
        }
        return true
    }

    @Test(arguments: [
        ScriptedServer.Step.hangUp, .answer(503, [], []), .answer(403, [], []), .answer(404, [], []), .hang,
    ])
    func `tells the truth within a second, and that it is back`(step: ScriptedServer.Step) async throws {
        #expect(StorageWatch.pause + StorageHealth.silenceMax < .seconds(1))
        let server = try ScriptedServer([ScriptedServer.Step](repeating: Self.fine, count: 5_000))
        try await watch(server) { (health: StorageHealth) async throws in
            #expect(try await soon { server.requests.count > 1 })
            #expect(!health.isDegraded && !health.isDown)
            server.play([ScriptedServer.Step](repeating: step, count: 5_000))
            #expect(try await soon { health.isDegraded })
            server.play([ScriptedServer.Step](repeating: Self.fine, count: 5_000))
            #expect(try await soon { !health.isDegraded && !health.isDown })
            #expect(server.requests.allSatisfy { $0.method == "HEAD" && $0.path == "/bucket" })
        }
    }

    @Test func `remembers for a while that a copie could not be stored`() {
        let health = StorageHealth()
        health.noted(stored: false)
        #expect(health.isDegraded && !health.isDown)
        health.answered(failure: nil)
        #expect(health.isDegraded, "that the bucket can be seen does not mean that it takes anything")
        health.noted(stored: true)
        #expect(!health.isDegraded)
        health.answered(failure: "coupé")
        health.noted(stored: false)
        health.answered(failure: nil)
        #expect(!health.isDegraded, "it was away, and is back")
    }

    @Test func `lets a few transfers go on at once, and refuses more than may wait`() async throws {
        let slots = TransferSlots(atOnce: 1, waitingMax: 1)
        try await slots.enter(withinSeconds: 0)
        async let second: Void = slots.enter(withinSeconds: 60)
        while await slots.waitingCount == 0 { await Task.yield() }
        await #expect(throws: BlobError.self) { try await slots.enter(withinSeconds: 60) }
        await slots.leave()
        try await second
        await slots.leave()
        try await slots.enter(withinSeconds: 0)
    }

    @Test func `gives nobody a turn who waited too long, or is gone`() async throws {
        let slots = TransferSlots(atOnce: 1, waitingMax: 2)
        try await slots.enter(withinSeconds: 0)
        await #expect(throws: BlobError.self) { try await slots.enter(withinSeconds: 0.02) }
        let gone = Task { try await slots.enter(withinSeconds: 60) }
        while await slots.waitingCount == 0 { await Task.yield() }
        gone.cancel()
        await #expect(throws: BlobError.self) { try await gone.value }
        async let next: Void = slots.enter(withinSeconds: 60)
        while await slots.waitingCount == 0 { await Task.yield() }
        await slots.leave()
        try await next
        await slots.leave()
        try await slots.enter(withinSeconds: 0)
    }
}
