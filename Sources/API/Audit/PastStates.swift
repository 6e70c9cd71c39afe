import Events
import Projections

/// Folds the log to a moment in the past, beside the live state: a few at once, each within a time.
struct PastStates: Sendable {
    /// Between two looks at the clock.
    private static let recordsAStep = 20_000

    let tools: AuditTools

    /// The state at `position`, which ends a commit.
    ///
    /// - Parameter current: the live state, given back when `position` is not before it.
    /// - Throws: a `Problem` 503 when too many are being folded or it takes too long; `EventLogError`.
    func state(at position: LogPosition, current: ReadModels) async throws -> ReadModels {
        guard position < current.position else { return current }
        guard let place = tools.folds.take() else { throw Problem.tooManyFolds(tools.limits.foldsMax) }
        let state = try await tools.queue.run { try fold(to: position) }
        withExtendedLifetime(place) {}
        return state
    }

    private func fold(to position: LogPosition) throws -> ReadModels {
        let deadline = ContinuousClock.now + .seconds(tools.limits.foldSecondsMax)
        var models = tools.snapshots.newest(for: tools.log, notAfter: position) ?? ReadModels()
        while models.position < position {
            guard ContinuousClock.now < deadline else {
                throw Problem.foldTooLong(seconds: tools.limits.foldSecondsMax)
            }
            let step = min(position, models.position.advanced(by: Self.recordsAStep))
            models = try ReadModels.folded(from: tools.log, startingWith: models, through: step)
        }
        return models
    }
}
