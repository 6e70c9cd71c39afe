import Events
import Projections

/// Records what a run came to: the call of the corrector, and the correction or the failure.
struct ReportCorrection: Command {
    let copie: CopieID
    let run: CorrectionRunID
    /// Nil when the run failed before a corrector was called.
    let call: (id: ModelCallID, event: ModelCalled)?
    let outcome: Outcome

    enum Outcome: Sendable {
        case completed(CorrectionCompleted)
        /// `retryable` tells whether another attempt may go better.
        case failed(code: String, reason: String, attempt: Int, retryable: Bool)
    }

    func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] {
        let current = try state.copies.held(copie, by: run)
        var facts: [NewFact] = []
        if let call { facts.append(NewFact(.modelCall(call.id), person: nil, .model(.called(call.event)))) }
        switch outcome {
        case .completed(let completed):
            facts.append(NewFact(.copie(copie), person: current.owner, .correction(.completed(completed))))
        case .failed(let code, let reason, let attempt, let retryable):
            let next = retryable ? CorrectionPolicy.nextAttempt(after: attempt, at: now) : nil
            let failed = CorrectionFailed(
                run: run, attempt: attempt, code: code, reason: reason, final: next == nil, nextAttemptAt: next)
            facts.append(NewFact(.copie(copie), person: nil, .correction(.failed(failed))))
        }
        return facts
    }
}

extension Copies {
    /// The copie, if `run` still has it; a run that lost its lease to another must not report.
    func held(_ copie: CopieID, by run: CorrectionRunID) throws(Rejection) -> HandedInCopie {
        guard let current = self[copie], current.status == .processing, current.run == run else { throw .leaseLost }
        return current
    }
}
