import Synchronization

/// Stops asking a provider that failed several times in a row, silence included, and lets one call through from time to time to see.
final class CircuitBreaker: Sendable {
    static let failuresMax = 5
    static let firstSeconds = 30.0
    static let longestSeconds = 600.0

    private enum State {
        case closed(failures: Int)
        /// Nobody asks before `until`.
        case open(until: Double, seconds: Double)
        /// One asks; the others wait for what it finds, though not for ever.
        case trying(since: Double, seconds: Double)
    }

    private let state = Mutex(State.closed(failures: 0))

    /// Whether a call may begin. Who gets a yes must say how it ended.
    func begin(at now: Double) -> Bool {
        state.withLock { state in
            switch state {
            case .closed: return true
            case .open(let until, let seconds):
                guard now >= until else { return false }
                state = .trying(since: now, seconds: seconds)
                return true
            case .trying(let since, let seconds):
                // The one that tried was cancelled without a word.
                guard now - since > Self.longestSeconds else { return false }
                state = .trying(since: now, seconds: seconds)
                return true
            }
        }
    }

    /// When the next call may begin; nil for at once.
    func reopens(at now: Double) -> Double? {
        state.withLock { state in
            switch state {
            case .closed: nil
            case .open(let until, _): until > now ? until : nil
            case .trying(let since, _): since + Self.longestSeconds
            }
        }
    }

    func succeeded() { state.withLock { $0 = .closed(failures: 0) } }

    func failed(_ failure: ModelFailure, at now: Double) {
        state.withLock { state in
            let seconds: Double
            switch state {
            case .closed(let failures):
                // What says something about one prompt says nothing about the provider.
                guard failure.isStrain else { return }
                let rests = (failure.retryAfterSeconds ?? 0) > RetryPolicy.standard.waitSecondsMax
                guard failure.needsOperator || rests || failures + 1 >= Self.failuresMax else {
                    state = .closed(failures: failures + 1)
                    return
                }
                seconds = Self.firstSeconds
            case .trying(_, let before):
                guard failure.isStrain else {
                    // It answered, or the caller gave up: then somebody else tries.
                    state = failure.kind == .cancelled ? .open(until: now, seconds: before) : .closed(failures: 0)
                    return
                }
                seconds = min(before * 2, Self.longestSeconds)
            case .open: return
            }
            let rest = min(max(seconds, failure.retryAfterSeconds ?? 0), 3_600)
            state = .open(until: now + rest, seconds: seconds)
        }
    }
}
