public import Events

/// Why a command has no effect.
public enum WriterError: Error, Equatable, Sendable {
    case rejected(Rejection)
    /// The idempotency key was used for another request.
    case keyReused
    /// The queue is full: try again a little later.
    case busy
    /// The log cannot be written now; nothing happened.
    case unavailable(EventLogError)
    /// The person has no key: erased in the meantime.
    case personErased
    /// The facts do not fit in a record.
    case tooLarge(bytes: Int)
    /// The process is going down.
    case stopped

    /// Whether it says nothing about the command: nothing can be written now.
    var isOutage: Bool {
        switch self {
        case .busy, .unavailable, .stopped: true
        case .rejected, .keyReused, .personErased, .tooLarge: false
        }
    }
}

extension WriterError {
    /// Whether the command may have taken effect all the same: what a record of it would name must stay.
    var leavesOutcomeOpen: Bool {
        if case .unavailable(.outcomeUnknown) = self { return true }
        return false
    }
}
