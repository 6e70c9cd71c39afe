import Projections
import Synchronization

/// Lets requests of one idempotency key in one after another, so that the later ones find what the first was given instead of paying
/// for it again. On this node: between nodes the log decides.
final class RequestTurns: Sendable {
    /// Requests that wait for another to end, all keys together; more are turned away.
    static let waitingMax = 256

    private struct State {
        /// By key: those that wait while one is in, first come first.
        var lines: [String: [CheckedContinuation<Bool, Never>]] = [:]
        var waiting = 0
    }

    private let state = Mutex(State())

    /// How many requests wait.
    var waiting: Int { state.withLock { $0.waiting } }

    /// Runs `body` while no other request of the key is in; at once without a key.
    ///
    /// - Throws: `WriterError.busy` when too many wait already, and what `body` throws.
    func alone<Value: Sendable>(
        _ key: IdempotencyKey?, _ body: () async throws -> Value
    ) async throws -> Value {
        guard let key else { return try await body() }
        try await enter(key.name)
        defer { leave(key.name) }
        return try await body()
    }

    private func enter(_ name: String) async throws(WriterError) {
        let isIn = await withCheckedContinuation { continuation in
            let answer: Bool? = state.withLock { state in
                guard let line = state.lines[name] else {
                    state.lines[name] = []
                    return true
                }
                guard state.waiting < Self.waitingMax else { return false }
                state.lines[name] = line + [continuation]
                state.waiting += 1
                return nil
            }
            if let answer { continuation.resume(returning: answer) }
        }
        guard isIn else { throw .busy }
    }

    private func leave(_ name: String) {
        let next: CheckedContinuation<Bool, Never>? = state.withLock { state in
            guard var line = state.lines[name], !line.isEmpty else {
                state.lines[name] = nil
                return nil
            }
            let first = line.removeFirst()
            state.lines[name] = line
            state.waiting -= 1
            return first
        }
        next?.resume(returning: true)
    }
}
