import Events
import Projections

/// Frees every copie that a worker has, at once instead of when its lease runs out.
///
/// Only for the start of a process that alone writes the log (a log in files): whatever is `processing` then was
/// taken by a process that is dead. Where several nodes write, the lease is the only judge.
struct ReleaseInterruptedRuns: Command {
    static let code = "interrupted"

    func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] {
        state.copies.underWay.compactMap { copie in
            guard let run = copie.run else { return nil }
            let isLast = copie.attempts >= CorrectionPolicy.attemptsMax
            let failed = CorrectionFailed(
                run: run, attempt: copie.attempts, code: Self.code,
                reason: isLast
                    ? "La correction a été interrompue plusieurs fois par un arrêt du serveur. "
                        + "Vous pouvez la redemander."
                    : "La correction a été interrompue par un arrêt du serveur. Elle reprend d'elle-même.",
                final: isLast, nextAttemptAt: isLast ? nil : now)
            return NewFact(.copie(copie.id), person: nil, .correction(.failed(failed)))
        }
    }
}
