import Events
import Logging
import Projections
import Testing

@testable import API

@Suite struct `Snapshots around an erasure` {
    private func service(_ server: TestServer) -> SnapshotService {
        SnapshotService(
            store: server.state.store, log: server.state.log, snapshots: server.state.snapshots, last: .zero,
            logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() })
    }

    @Test func `are written anew when the last one went, and not otherwise`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            _ = try await server.teacher()
            let service = service(server)
            let snapshots = server.state.snapshots
            #expect(service.write(after: .zero, records: 1_000) == .zero && snapshots.positions.isEmpty)
            let first = service.write(after: .zero, records: 1)
            #expect(snapshots.positions == [first])
            #expect(service.write(after: first, records: 1_000) == first)

            let erasure = try await server.control.eraser.erase(
                try await server.id(of: pupil), cause: .operator, as: .operator("tests"), for: server.trace)
            #expect(erasure.snapshots == 1 && snapshots.positions.isEmpty)
            let second = service.write(after: first, records: 1_000)
            #expect(second == server.models.position && snapshots.positions == [second])
            #expect(service.write(after: second, records: 1_000) == second)
            // Nobody needs one after an erasure where there was none before.
            #expect(service.write(after: .zero, records: 1_000) == .zero)
        }
    }

    @Test func `written of a state before it go as soon as they are there`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let before = server.models
            let erasure = try await server.control.eraser.erase(
                try await server.id(of: pupil), cause: .operator, as: .operator("tests"), for: server.trace)
            #expect(erasure.residue.isEmpty)
            // As if the writing had begun before the erasure and ended after it.
            let snapshots = server.state.snapshots
            _ = try snapshots.write(before, line: try server.state.log.record(at: before.position))
            let last = service(server).write(after: .zero, records: 1)
            #expect(snapshots.positions == [last] && last == server.models.position)
        }
    }
}
