import Events
import Synchronization

/// How the tree over the log is getting on: the last failure, and whether it keeps up.
final class TreeHealth: Sendable {
    private struct State {
        var failure: IntegrityError?
        /// The first step was taken: from then on the tree is expected to keep up.
        var isRunning = false
        /// When the tree was first seen to be behind since the last step.
        var behindSince: Timestamp?
    }

    /// A tree that is further behind than this, in seconds, is worth a look.
    static let lagSecondsMax = 10.0

    private let tree: TreeIntegrator
    private let state = Mutex(State())

    init(_ tree: TreeIntegrator) { self.tree = tree }

    /// Why nothing is signed; nil while all is well.
    var failure: IntegrityError? { state.withLock { $0.failure } }

    func stepped() { state.withLock { $0 = State(isRunning: true) } }

    func failed(_ error: IntegrityError) { state.withLock { $0.failure = error } }

    /// Whether somebody should look: nothing is signed, or too late.
    func isDegraded(at now: Timestamp) -> Bool {
        let isBehind = tree.pending > 0
        return state.withLock { state in
            if state.failure != nil { return true }
            guard isBehind, state.isRunning else {
                state.behindSince = nil
                return false
            }
            let since = state.behindSince ?? now
            state.behindSince = since
            return now.seconds(since: since) > Self.lagSecondsMax
        }
    }
}
