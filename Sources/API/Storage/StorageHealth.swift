import Events
import Synchronization

/// Whether the service that keeps the blobs answers, as far as this process knows.
final class StorageHealth: Sendable {
    private struct State {
        /// Why the last question had no good answer; nil when it had.
        var failure: String?
        /// When the question was asked that is still open.
        var askedAt: ContinuousClock.Instant?
        /// When a blob could last not be stored, if none was since.
        var unstoredAt: ContinuousClock.Instant?
    }

    /// A service that leaves a question open for so long is shown as degraded.
    static let silenceMax = Duration.milliseconds(500)
    /// One that leaves it open for so long is not asked for anything else.
    static let patience = Duration.seconds(2)
    /// A blob that could not be stored is remembered for so long.
    static let memory = Duration.seconds(60)

    private let state = Mutex(State())

    /// Whether there is no point in asking the service for anything.
    var isDown: Bool {
        state.withLock { state in
            state.failure != nil || state.askedAt.map { .now - $0 > Self.patience } ?? false
        }
    }

    /// Whether operators should look.
    var isDegraded: Bool {
        state.withLock { state in
            state.failure != nil || state.askedAt.map { .now - $0 > Self.silenceMax } ?? false
                || state.unstoredAt.map { .now - $0 < Self.memory } ?? false
        }
    }

    func asked() { state.withLock { $0.askedAt = .now } }

    /// Takes the answer to what was asked, and returns whether the service was up before.
    @discardableResult
    func answered(failure: String?) -> Bool {
        state.withLock { state in
            let wasUp = state.failure == nil
            // What could not be stored while the service was away says nothing of it any more.
            if !wasUp, failure == nil { state.unstoredAt = nil }
            state.failure = failure
            state.askedAt = nil
            return wasUp
        }
    }

    /// Notes what became of a blob that was to be stored.
    func noted(stored: Bool) { state.withLock { $0.unstoredAt = stored ? nil : .now } }
}
