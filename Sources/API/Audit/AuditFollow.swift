import Events
import Hummingbird
import Logging
import NIOCore
import Projections
import ServiceLifecycle

/// A stream of server-sent events (WHATWG HTML §9.2) that has every wanted record once it is durable, until the client goes away,
/// the server goes down, or the viewer may not look any longer.
///
/// Every change of the state wakes it; a record is never sent on the strength of a state that was not looked at for the viewer's
/// session, role and right.
struct AuditFollow: Sendable {
    /// How long a client should wait before it comes back.
    private static let retryMilliseconds = 5_000

    let filter: RecordFilter
    /// Records up to here are left out.
    let after: LogPosition
    let viewer: AuditViewer
    let tools: AuditTools
    /// Held as long as the stream lasts.
    let place: Place
    let sleeper: Sleeper
    let logger: Logger

    /// - Throws: when the client is gone, or the log cannot be read.
    @concurrent
    func write(to writer: inout any ResponseBodyWriter) async throws {
        let ending: AuditEnding
        do {
            ending = try await follow(&writer)
            try await writer.write(ByteBuffer(string: ": fin du suivi, \(ending.message)\n\n"))
        } catch {
            logger.info("audit follower lost", metadata: ["error.type": "\(type(of: error))"])
            throw error
        }
        logger.info("audit follow ended", metadata: ["reason": "\(ending)"])
        try await writer.finish(nil)
    }

    @concurrent
    private func follow(_ writer: inout any ResponseBodyWriter) async throws -> AuditEnding {
        try await writer.write(ByteBuffer(string: "retry: \(Self.retryMilliseconds)\n\n"))
        var position = after
        var heard = ContinuousClock.now
        while true {
            try Task.checkCancellation()
            if Task.isShuttingDownGracefully { return .stopping }
            // Registered before looking, so that no change is missed.
            let changes = tools.backend.store.changes()
            let state = tools.backend.state
            if let ending = viewer.ending(in: state, at: tools.backend.clock.now) { return ending }
            let piece = try await next(after: position, through: state.position)
            if let piece, piece.events.readableBytes > 0 {
                try await writer.write(piece.events)
                heard = .now
            } else if ContinuousClock.now - heard >= .seconds(tools.limits.keepAliveSeconds) {
                // A comment and a position without data: nothing is dispatched, and resuming begins here.
                try await writer.write(ByteBuffer(string: ": en vie\nid: \(position)\n\n"))
                heard = .now
            }
            if let piece {
                position = piece.position
            } else {
                await wait(for: changes)
            }
        }
    }

    /// The events of the next piece of the log, perhaps none, and where it ends; nil when there is nothing new.
    private func next(
        after position: LogPosition, through last: LogPosition
    ) async throws -> (position: LogPosition, events: ByteBuffer)? {
        guard position < last else { return nil }
        return try await tools.queue.run {
            let query = RecordQuery(after: position, through: last, filter: filter, limit: nil)
            var scan = try RecordScan(query, in: tools.log)
            guard let records = try scan.next() else { return nil }
            var events = ByteBuffer()
            for record in records {
                events.writeString("id: \(record.position)\nevent: \(record.typeText)\ndata: ")
                events.writeBytes(try tools.json(of: record, for: viewer))
                events.writeString("\n\n")
            }
            return (scan.position, events)
        }
    }

    /// Returns after a change, when it is time for a sign of life, or when the server goes down.
    private func wait(for changes: AsyncStream<Void>) async {
        await cancelWhenGracefulShutdown { [sleeper, seconds = tools.limits.keepAliveSeconds] in
            await withTaskGroup(of: Void.self) { group in
                group.addTask { for await _ in changes { return } }
                group.addTask { await sleeper.sleep(seconds: Double(seconds)) }
                await group.next()
                group.cancelAll()
            }
        }
    }
}
