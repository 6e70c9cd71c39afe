import Events
import Hummingbird
import Logging
import NIOCore
import Projections
import ServiceLifecycle

/// Who waits for corrections on a page: so many at once, each for so long. Beyond, pages look again now and then.
struct CopieFollows: Sendable {
    static let countMax = 1_024

    let backend: Backend
    private let places = Places(count: countMax)

    init(backend: Backend) { self.backend = backend }

    /// - Throws: a `Problem` 503 when too many wait.
    func stream(of copie: CopieID, for user: SignedIn) throws(Problem) -> CopieFollow {
        guard let place = places.take() else { throw .unavailable(retryAfterSeconds: CopieFollow.secondsMax) }
        return CopieFollow(copie: copie, user: user, backend: backend, place: place, sleeper: .real)
    }
}

/// A stream of server-sent events (WHATWG HTML §9.2) that says how a copie stands whenever that changes, until it is corrected or given
/// up, its reader is gone or logged out, or its time is over; the browser comes back by itself then.
struct CopieFollow: Sendable {
    static let secondsMax = 600
    static let heartbeatSeconds = 15
    private static let retryMilliseconds = 2_000

    let copie: CopieID
    let user: SignedIn
    let backend: Backend
    /// Held as long as the stream lasts.
    let place: Place
    let sleeper: Sleeper

    /// - Throws: when the reader is gone, or the log cannot be read.
    @concurrent
    func write(to writer: inout any ResponseBodyWriter) async throws {
        try await writer.write(ByteBuffer(string: "retry: \(Self.retryMilliseconds)\n\n"))
        let started = ContinuousClock.now
        var told: String?
        while ContinuousClock.now - started < .seconds(Self.secondsMax), !Task.isShuttingDownGracefully {
            try Task.checkCancellation()
            // Registered before looking, so that no change is missed.
            let changes = backend.store.changes()
            let state = backend.state
            guard let live = state.sessions[user.session.id], live.isLive(at: backend.clock.now),
                let known = state.copies[copie], known.owner == user.account
            else { break }
            let event = try Self.event(known, backend)
            if event != told {
                try await writer.write(ByteBuffer(string: event))
                told = event
                if known.status == .done || known.status == .error { break }
            } else if await !wait(for: changes) {
                try await writer.write(ByteBuffer(string: ": en vie\n\n"))
            }
        }
        try await writer.finish(nil)
    }

    static func event(_ copie: HandedInCopie, _ backend: Backend) throws -> String {
        let text = try CopieProgress.text(copie, backend)
        var json = JSONWriter()
        json.object { json in
            json.field("status", copie.status.rawValue)
            json.field("attempts", copie.attempts)
            json.field("text", text)
        }
        return "event: etat\ndata: \(String(decoding: json.bytes, as: UTF8.self))\n\n"
    }

    /// True after a change; false when it is time for a sign of life, or the server goes down.
    private func wait(for changes: AsyncStream<Void>) async -> Bool {
        await cancelWhenGracefulShutdown { [sleeper] in
            await withTaskGroup(of: Bool.self) { group in
                group.addTask {
                    for await _ in changes { return true }
                    return false
                }
                group.addTask {
                    await sleeper.sleep(seconds: Double(Self.heartbeatSeconds))
                    return false
                }
                let isChanged = await group.next() ?? false
                group.cancelAll()
                return isChanged
            }
        }
    }
}
