import DequeModule
import Events

extension Writer {
    struct Queue {
        var commands: Deque<PendingCommand> = []
        var isStopping = false
        /// Somebody else may have appended.
        var mustFollow = false
    }

    /// Why the log cannot be written, since when; nil while it can.
    struct Health {
        var failure: EventLogError?
        var failedAt = Timestamp(microseconds: 0)
        var committingSince: Timestamp?
    }
}
