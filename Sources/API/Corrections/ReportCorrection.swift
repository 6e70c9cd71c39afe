import Events
import Projections

/// Records what a run came to: the calls that it made, and the correction or the failure.
struct ReportCorrection: Command {
    let copie: CopieID
    let run: CorrectionRunID
    /// Empty when the run failed before a corrector was called.
    let calls: [NotedCall]
    let outcome: Outcome

    enum Outcome: Sendable {
        case completed(CorrectionCompleted)
        /// `retryable` tells whether another attempt may go better.
        case failed(code: String, reason: String, attempt: Int, retryable: Bool)
        /// The attempt says nothing about the copie, and does not count.
        case postponed(code: String, reason: String, attempt: Int, seconds: Int)
        /// The corrector did not answer in time, and has answered nobody lately: the attempt does not count, within bounds.
        case silence(RunFailure, attempt: Int, seconds: Int)
    }

    func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] {
        let current = try state.copies.held(copie, by: run)
        var facts = calls.map(\.fact)
        switch outcome {
        case .completed(let completed):
            facts.append(NewFact(.copie(copie), person: current.owner, .correction(.completed(completed))))
        case .failed(let code, let reason, let attempt, let retryable):
            facts.append(failed(code, reason, attempt, retryable: retryable, at: now))
        case .postponed(let code, let reason, let attempt, let seconds):
            facts.append(postponed(code, reason, attempt, seconds: seconds, at: now))
        case .silence(let failure, let attempt, let seconds):
            let isOfProvider = now.seconds(since: current.requested) < CorrectionPolicy.silenceSecondsMax
            facts.append(
                isOfProvider
                    ? postponed(failure.code, failure.reason, attempt, seconds: seconds, at: now)
                    : failed(failure.code, failure.reason, attempt, retryable: failure.retryable, at: now))
        }
        return facts
    }

    private func failed(
        _ code: String, _ reason: String, _ attempt: Int, retryable: Bool, at now: Timestamp
    ) -> NewFact {
        let next = retryable ? CorrectionPolicy.nextAttempt(after: attempt, at: now) : nil
        let failed = CorrectionFailed(
            run: run, attempt: attempt, code: code, reason: reason, final: next == nil, nextAttemptAt: next)
        return NewFact(.copie(copie), person: nil, .correction(.failed(failed)))
    }

    private func postponed(
        _ code: String, _ reason: String, _ attempt: Int, seconds: Int, at now: Timestamp
    ) -> NewFact {
        let postponed = CorrectionPostponed(
            run: run, attempt: attempt, code: code, reason: reason,
            nextAttemptAt: now.adding(seconds: CorrectionPolicy.postponed(seconds)))
        return NewFact(.copie(copie), person: nil, .correction(.postponed(postponed)))
    }
}

extension Copies {
    /// The copie, if `run` still has it; a run that lost its lease to another must not report.
    func held(_ copie: CopieID, by run: CorrectionRunID) throws(Rejection) -> HandedInCopie {
        guard let current = self[copie], current.status == .processing, current.run == run else { throw .leaseLost }
        return current
    }
}
