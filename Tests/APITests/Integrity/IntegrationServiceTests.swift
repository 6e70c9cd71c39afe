import Events
import Foundation
import Logging
import ServiceLifecycle
import Synchronization
import Testing

@testable import API

@Suite struct `The service that integrates` {
    private func service(_ server: TestServer, _ health: TreeHealth, _ lines: MemoryLogSink) -> IntegrationService {
        IntegrationService(
            tree: server.state.tree, store: server.state.store, health: health, news: CheckpointNews(), clock: .real,
            logger: Logger(label: "tests") { label in
                JSONLogHandler(label: label, level: .trace, metadataProvider: nil, sink: lines)
            })
    }

    private func report(_ server: TestServer) async throws {
        let vital = VitalReported(
            name: .LCP, value: 1, rating: .good, page: "/", metricID: nil, navigationType: nil)
        try await server.submit(ReportVital(report: vital))
    }

    /// Runs the service beside `body`, and stops it as a server does.
    private func run(
        _ service: IntegrationService, _ body: @Sendable () async throws -> Void
    ) async throws {
        let group = ServiceGroup(services: [service], logger: service.logger)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            do { try await body() } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    private func eventually(_ what: String, _ condition: () -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(20)
        while !condition() {
            try #require(ContinuousClock.now < deadline, "\(what)")
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    @Test func `covers what was written by itself, and all of it when it stops`() async throws {
        try await TestServer.run { server in
            let tree = server.state.tree
            try await run(service(server, TreeHealth(tree), MemoryLogSink())) {
                try await eventually("the first checkpoint") { tree.signed?.checkpoint.size == server.head }
                for _ in 0..<3 {
                    try await report(server)
                    try await eventually("a checkpoint of the new record") {
                        tree.signed?.checkpoint.size == server.head
                    }
                }
                // Right before the end: no time for a turn of its own.
                for _ in 0..<20 { try await report(server) }
            }
            #expect(tree.signed?.checkpoint.size == server.head && tree.pending == 0)
            let file = try String(contentsOfFile: server.folder.logPath + "/checkpoint", encoding: .utf8)
            #expect(file == tree.signed?.note.encoded)
        }
    }

    @Test func `says once that nothing is signed, goes on trying, and the log is written meanwhile`() async throws {
        try await TestServer.run { server in
            let tree = server.state.tree
            let health = TreeHealth(tree)
            let lines = MemoryLogSink()
            // A file where the folder of tiles should be.
            let tiles = server.folder.logPath + "/tiles"
            #expect(FileManager.default.createFile(atPath: tiles, contents: nil))
            try await run(service(server, health, lines)) {
                try await eventually("a failure") { health.failure != nil }
                #expect(health.isDegraded(at: server.clock.system.now))
                try await report(server)
                try await report(server)
                #expect(tree.signed == nil && tree.pending == Int(server.head))
                try FileManager.default.removeItem(atPath: tiles)
                try await eventually("a checkpoint") { tree.signed?.checkpoint.size == server.head }
                try await eventually("that it is well") { !health.isDegraded(at: server.clock.system.now) }
            }
            let said = lines.lines.joined()
            #expect(said.components(separatedBy: "no checkpoint signed").count == 2)
            #expect(said.contains("checkpoints are signed again"))
        }
    }

    @Test func `that fails or lags degrades the log's health, and nothing else`() async throws {
        try await TestServer.run { server in
            let clock = server.clock
            let health = TreeHealth(server.state.tree)
            let checks = HealthChecks(
                writer: server.state.writer, tree: health, witnesses: WitnessHealth(names: []),
                store: server.state.store, clock: clock.system, dataDirectory: server.folder.dataPath,
                models: nil)
            // Not running yet: nothing is expected of it.
            clock.advance(seconds: 3_600)
            #expect(checks.report.log == .ok)
            health.stepped()
            #expect(checks.report.log == .ok && checks.report.overall == .ok)
            clock.advance(seconds: 9)
            #expect(checks.report.log == .ok)
            clock.advance(seconds: 2)
            #expect(checks.report.log == .degraded && checks.report.overall == .degraded)
            health.stepped()
            #expect(checks.report.log == .ok)
            health.failed(.unsigned)
            #expect(checks.report.log == .degraded && checks.report.storage == .ok)
            try server.state.tree.catchUp()
            health.stepped()
            clock.advance(seconds: 3_600)
            #expect(checks.report.log == .ok)
        }
    }
}
