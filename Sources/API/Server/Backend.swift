import Events
import Logging
import Projections

/// What every route works with.
struct Backend: Sendable {
    let writer: Writer
    let store: StateStore
    let library: Library
    let vault: any Vault
    let clock: SystemClock
    let limiter: RateLimiter
    let passwords: PasswordHasher
    let cookies: SessionCookies
    let origins: OriginPolicy
    /// Keyed hash of normalised addresses.
    let emailHash: KeyedHash
    /// Keyed hash of normalised invitation codes.
    let invitationHash: KeyedHash
    /// Nil when the embedded corrector and the bank of subjects do the work.
    let models: ModelDesk?
    /// Requests for subjects under one idempotency key.
    let subjectTurns = RequestTurns()

    var state: ReadModels { store.current }

    /// Why no copie is corrected now; nil when nothing is in the way.
    var pause: ModelObstacle? { models?.obstacle(in: state, at: clock.now) }

    /// Hands a command to the writer on behalf of a request.
    ///
    /// - Throws: `WriterError`, which becomes a problem.
    func submit(
        _ command: any Command, as actor: Actor, for request: RequestTrace, key: IdempotencyKey? = nil
    ) async throws(WriterError) -> Receipt {
        let context = RecordContext(correlationID: request.id, traceparent: request.traceparent)
        return try await writer.submit(command, as: actor, context: context, key: key)
    }
}
