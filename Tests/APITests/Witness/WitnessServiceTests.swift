import Events
import Foundation
import Logging
import Projections
import ServiceLifecycle
import Testing

@testable import API

@Suite struct `The server and its witnesses` {
    private func service(
        _ server: TestServer, _ witness: WitnessAddress, _ health: WitnessHealth, _ news: CheckpointNews,
        _ lines: MemoryLogSink = MemoryLogSink()
    ) -> WitnessService {
        WitnessService(
            witnesses: [witness], publications: server.audit.publications, store: server.state.store,
            health: health, news: news, clock: server.clock.system, sleeper: .real,
            logger: Logger(label: "tests") { label in
                JSONLogHandler(label: label, level: .trace, metadataProvider: nil, sink: lines)
            })
    }

    private func run(_ service: WitnessService, _ body: @Sendable () async throws -> Void) async throws {
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

    private func health(_ server: TestServer) -> WitnessHealth {
        WitnessHealth(names: [WitnessRig.name])
    }

    /// The checkpoint that is served, if the witness cosigned it.
    private func cosigned(_ server: TestServer, by verifier: NoteVerifier) async throws -> UInt64? {
        let note = try SignedNote(try await server.visitor().get("log/checkpoint").bytes)
        guard (try? verifier.verify(note)) != nil else { return nil }
        return try Checkpoint(note, by: server.signer.verifier).size
    }

    private func grow(_ server: TestServer, _ news: CheckpointNews) async throws {
        let vital = VitalReported(name: .LCP, value: 1, rating: .good, page: "/", metricID: nil, navigationType: nil)
        try await server.submit(ReportVital(report: vital))
        try server.state.tree.catchUp()
        news.publish()
    }

    @Test func `have every checkpoint cosigned, publish it so, and find it so after a restart`() async throws {
        let folder = try ServerFolder()
        let key = try await folder.serve { $0.signer.verifier }
        let rig = try WitnessRig(of: key)
        try await folder.serve { server in
            let news = CheckpointNews()
            try await rig.serve { address in
                let health = health(server)
                try await run(service(server, address, health, news)) {
                    for _ in 0..<3 {
                        try await grow(server, news)
                        try await server.eventually("the checkpoint is cosigned") {
                            rig.witness.size(of: key.name) == server.head
                        }
                    }
                    try await server.eventually("the cosignature is published") {
                        server.state.tree.signed?.note.signatures.count == 2
                    }
                    #expect(try await cosigned(server, by: rig.witness.verifier) == server.head)
                    #expect(health.condition(at: server.clock.now) == .ok)
                    // Right before the end: the last one is cosigned all the same.
                    try await grow(server, news)
                }
                #expect(rig.witness.size(of: key.name) == server.head)
                #expect(try await cosigned(server, by: rig.witness.verifier) == server.head)
            }
        }
        try await folder.serve { server in
            #expect(server.state.tree.signed?.note.signatures.count == 2)
            #expect(try server.state.tree.step() == false)
            let published = try SignedNote(Data(contentsOf: URL(filePath: folder.logPath + "/checkpoint")))
            #expect(published.signatures.count == 2)
        }
    }

    @Test func `learn where the witness is`() async throws {
        try await TestServer.run { server in
            let rig = try WitnessRig(of: server.signer.verifier)
            let news = CheckpointNews()
            try await grow(server, news)
            try rig.cosign(server.signer, leaves: try Array(server.leaves().prefix(1)))
            try await rig.serve { address in
                try await run(service(server, address, health(server), news)) {
                    try await server.eventually("the checkpoint is cosigned") {
                        rig.witness.size(of: server.signer.name) == server.head
                    }
                }
            }
        }
    }

    /// A log that was rolled back, or of which another history was shown, to the one who witnesses it.
    @Test(arguments: ["rolled back", "another history", "another history, grown on"])
    func `raise the alarm, once, and say so in health`(_ what: String) async throws {
        try await TestServer.run { server in
            let rig = try WitnessRig(of: server.signer.verifier)
            let news = CheckpointNews()
            try await grow(server, news)
            let other = (0..<1_000).map { MerkleTree.leaf([UInt8($0 & 0xFF)]) }
            let count = what == "rolled back" ? 1_000 : what == "another history" ? Int(server.head) : 1
            try rig.cosign(server.signer, leaves: Array(other.prefix(count)))
            let lines = MemoryLogSink()
            let health = health(server)
            try await rig.serve { address in
                try await run(service(server, address, health, news, lines)) {
                    try await server.eventually("the alarm") { health.condition(at: server.clock.now) == .down }
                    news.publish()
                }
            }
            let alarms = lines.lines.filter { $0.contains(#""level":"critical""#) }
            #expect(alarms.count == 1 && alarms[0].contains("RUNBOOK"), "\(lines.lines)")
            #expect(server.state.tree.signed?.note.signatures.count == 1)
            let checks = HealthChecks(
                writer: server.state.writer, tree: TreeHealth(server.state.tree), witnesses: health,
                store: server.state.store, clock: server.clock.system, dataDirectory: server.folder.dataPath,
                models: nil)
            #expect(checks.report.witnesses == .down && checks.report.overall == .degraded)
        }
    }

    @Test func `do without one that is not reached, and say when it has been silent for long`() async throws {
        try await TestServer.run { server in
            let key = NoteSigner(name: WitnessRig.name, key: .random(), kind: .cosignature).verifierKey
            // Nothing listens on port 1.
            let address = try #require(WitnessAddress("http://127.0.0.1:1#\(key)"))
            let lines = MemoryLogSink()
            let health = health(server)
            let news = CheckpointNews()
            try await grow(server, news)
            try await run(service(server, address, health, news, lines)) {
                try await server.eventually("it was tried") {
                    lines.lines.contains { $0.contains("witness not reached") }
                }
            }
            #expect(health.condition(at: server.clock.now) == .ok)
            server.clock.advance(seconds: 901)
            #expect(health.condition(at: server.clock.now) == .degraded)
            #expect(!lines.lines.contains { $0.contains(#""level":"critical""#) })
            #expect(WitnessHealth(names: []).condition(at: server.clock.now) == .disabled)
        }
    }

    @Test func `are asked before a start, which one that knows more refuses`() async throws {
        try await TestServer.run { server in
            let rig = try WitnessRig(of: server.signer.verifier)
            try server.state.tree.catchUp()
            let published = try #require(server.audit.publications.current)
            let other = (0..<1_000).map { MerkleTree.leaf([UInt8($0 & 0xFF)]) }
            let stranger = try WitnessRig(of: NoteSigner(name: "autre.example/eaf/1", key: .random()).verifier)
            @Sendable func check(_ witness: WitnessAddress) -> WitnessCheck {
                WitnessCheck(
                    witnesses: [witness], published: published, head: server.models.position,
                    logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() })
            }
            // One that knows nothing of the log, or is at the same place, or does not look after it.
            try await rig.serve { address in
                try await check(address).run()
                try rig.cosign(server.signer, leaves: try server.leaves())
                try await check(address).run()
            }
            try await stranger.serve { try await check($0).run() }
            let ahead = try WitnessRig(of: server.signer.verifier)
            try ahead.cosign(server.signer, leaves: other)
            try await ahead.serve { address in
                let error = await #expect(throws: StartError.self) { try await check(address).run() }
                guard case .witnessed(WitnessRig.name, 1_000, server.models.position)? = error else {
                    Issue.record("\(String(describing: error))")
                    return
                }
                #expect(error?.remedy.contains("a été ramené en arrière") == true)
            }
            let forked = try WitnessRig(of: server.signer.verifier)
            try forked.cosign(server.signer, leaves: Array(other.prefix(Int(published.checkpoint.size))))
            try await forked.serve { address in
                let error = await #expect(throws: StartError.self) { try await check(address).run() }
                guard case .contradicted? = error else {
                    Issue.record("\(String(describing: error))")
                    return
                }
            }
        }
    }
}
