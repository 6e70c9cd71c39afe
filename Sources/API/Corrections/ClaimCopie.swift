import Events
import Projections

/// Takes a copie for correction: the log is the queue, and this fact is the lock.
struct ClaimCopie: Command {
    let copie: CopieID
    let run: CorrectionRunID
    let worker: String
    var leaseSeconds = CorrectionPolicy.leaseSeconds

    func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] {
        guard let current = state.copies[copie], current.isFree(at: now), state.accounts[current.owner] != nil else {
            throw .notClaimable
        }
        let attempt = current.attempts + 1
        if attempt > CorrectionPolicy.attemptsMax { return [exhausted(current)] }
        let started = CorrectionStarted(
            run: run, attempt: attempt, worker: worker, leaseUntil: now.adding(seconds: leaseSeconds)
        )
        return [NewFact(.copie(copie), person: nil, .correction(.started(started)))]
    }

    /// A copie whose every attempt ended with the worker's death: it would be taken for ever.
    private func exhausted(_ copie: HandedInCopie) -> NewFact {
        let failed = CorrectionFailed(
            run: copie.run ?? run, attempt: copie.attempts, code: "lease_expired",
            reason: "La correction s'est interrompue plusieurs fois. Vous pouvez la redemander.", final: true,
            nextAttemptAt: nil)
        return NewFact(.copie(self.copie), person: nil, .correction(.failed(failed)))
    }
}
