public import Events

/// What each fact does to a copie.
extension HandedInCopie {
    /// Whether a worker may take it at `now`.
    public func isFree(at now: Timestamp) -> Bool {
        guard status == .pending || status == .processing else { return false }
        return (freeFrom ?? now) <= now
    }

    /// From when a worker may take it; nil for at once, or never.
    var freeFrom: Timestamp? {
        switch status {
        case .pending: nextAttempt
        case .processing: leaseUntil
        case .done, .error: nil
        }
    }

    mutating func request(_ data: CorrectionRequested, _ fact: Fact) {
        status = .pending
        cause = data.cause
        requested = fact.time
        attempts = 0
        release()
        failedAt = nil
    }

    mutating func start(_ data: CorrectionStarted) {
        status = .processing
        attempts = data.attempt
        run = data.run
        leaseUntil = data.leaseUntil
        nextAttempt = nil
    }

    mutating func complete(_ data: CorrectionCompleted, _ fact: Fact) {
        status = .done
        release()
        failedAt = nil
        corrections.append(GivenCorrection(position: fact.position, time: fact.occurred, note: data.note))
    }

    mutating func fail(_ data: CorrectionFailed, _ fact: Fact) {
        status = data.final ? .error : .pending
        release()
        nextAttempt = data.final ? nil : data.nextAttemptAt
        failedAt = fact.position
    }

    /// It waits again as if it had not been taken.
    mutating func postpone(_ data: CorrectionPostponed, _ fact: Fact) {
        status = .pending
        release()
        attempts = max(0, data.attempt - 1)
        nextAttempt = data.nextAttemptAt
        failedAt = fact.position
    }

    /// The addresses stay, so that a start after a crash finds what it still has to remove.
    mutating func erase() {
        isErased = true
        if status != .done { status = .error }
        release()
        readAt = nil
        comments = []
    }

    private mutating func release() {
        run = nil
        leaseUntil = nil
        nextAttempt = nil
    }
}
