import Events
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Projections
import Synchronization
import Testing

@testable import API

@Suite struct `Many records over HTTP` {
    /// A log that counts the bytes it gave out.
    private struct MeteredLog: LogReader {
        let log: MemoryEventLog
        let meter: Meter

        var head: LogHead { log.head }

        func lines(after position: LogPosition, bytesMax: Int) throws(EventLogError) -> LineChunk {
            let chunk = try log.lines(after: position, bytesMax: bytesMax)
            meter.read(chunk.bytes.count)
            return chunk
        }

        func record(at position: LogPosition) throws(EventLogError) -> Record { try log.record(at: position) }
    }

    /// A client that counts the bytes it got.
    private struct MeteredClient: ResponseBodyWriter {
        let meter: Meter

        func write(_ buffer: ByteBuffer) async throws { meter.wrote(buffer) }
        consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }

    private final class Meter: Sendable {
        struct State {
            var read = 0
            var written = 0
            var lines = 0
            /// The most that was read and not yet sent.
            var heldMax = 0
        }

        private let state = Mutex(State())

        var counts: State { state.withLock { $0 } }

        func read(_ count: Int) {
            state.withLock { state in
                state.read += count
                state.heldMax = max(state.heldMax, state.read - state.written)
            }
        }

        func wrote(_ buffer: ByteBuffer) {
            let lines = buffer.readableBytesView.count { $0 == 0x0A }
            state.withLock { state in
                state.written += buffer.readableBytes
                state.lines += lines
            }
        }
    }

    @Test func `are sent piece by piece: never more than one piece is held`() async throws {
        let log = try Self.log(records: 30_000)
        try await TestServer.run { server in
            let auditor = try await server.auditor()
            let meter = Meter()
            let tools = server.audit.reading(MeteredLog(log: log, meter: meter))
            let session = try #require(server.models.sessions.sessions(of: try await server.id(of: auditor)).first)
            let user = SignedIn(account: session.account, role: .auditeur, session: session)
            let page = AuditPage(
                query: RecordQuery(after: .zero, through: log.head.position, filter: RecordFilter(), limit: nil),
                viewer: AuditViewer(user, unseals: false), tools: tools, logger: Logger.current)
            var client: any ResponseBodyWriter = MeteredClient(meter: meter)
            try await page.write(to: &client)
            let counts = meter.counts
            #expect(counts.lines == 30_000)
            #expect(counts.written == counts.read)
            #expect(counts.heldMax <= MeteredLog.chunkBytes)
            #expect(counts.read > 7 * MeteredLog.chunkBytes, "otherwise this shows nothing")
        }
    }

    private static func log(records: Int) throws -> MemoryEventLog {
        let log = MemoryEventLog()
        let encoder = RecordEncoder(source: "/eaf/tests/1", keys: NoKeys())
        let consulted = AuditConsulted(view: .events, query: "type=copie", unsealed: false)
        let draft = RecordDraft(
            id: .random(), time: MovableClock.start, actor: .anonymous, subject: .log("tests"), person: nil,
            context: RecordContext(), event: .audit(.consulted(consulted)))
        let lines = try (1...records).map { position in
            var line = try encoder.encode(draft, at: LogPosition(UInt64(position)))
            encoder.stamp(&line, commit: LogPosition(UInt64(records)))
            return line
        }
        let commit = CommitLines(lines: lines, time: MovableClock.start)
        _ = try log.append(after: .zero, catchUp: { _ in }, batch: { _ in commit })
        return log
    }
}

extension AuditTools {
    /// The same tools over another log.
    fileprivate func reading(_ log: any LogReader) -> AuditTools {
        let backend = Backend(
            writer: backend.writer, store: backend.store, library: Library(log: log, keys: backend.library.keys),
            vault: backend.vault, clock: backend.clock, limiter: backend.limiter, passwords: backend.passwords,
            cookies: backend.cookies, origins: backend.origins, emailHash: backend.emailHash,
            invitationHash: backend.invitationHash, models: nil)
        return AuditTools(
            backend: backend, texts: texts, snapshots: snapshots, publications: publications, limits: limits)
    }
}
