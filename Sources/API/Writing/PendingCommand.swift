import Events
import Projections

/// A command in the writer's queue, and who waits for it.
struct PendingCommand: Sendable {
    let command: any Command
    let actor: Actor
    let context: RecordContext
    let key: IdempotencyKey?
    let continuation: CheckedContinuation<Result<Receipt, WriterError>, Never>
}
