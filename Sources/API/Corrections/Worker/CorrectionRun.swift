import Events
import LanguageModels
import Logging
import Projections

/// One attempt on one copie that is already claimed: text, correction, report.
struct CorrectionRun: Sendable {
    let id: CorrectionRunID
    /// As the claim left it.
    let copie: HandedInCopie
    let epreuve: GivenEpreuve?
    let tools: CorrectionTools
    let store: StateStore

    /// Carries the attempt out and records what came of it; logs where an error stops.
    func carryOut() async {
        let begun = ContinuousClock.now
        Logger.current.info("correction started")
        let outcome = await attempt()
        let seconds = (ContinuousClock.now - begun) / .seconds(1)
        tools.metrics.ended(outcome, seconds: seconds)
        let duration: Logger.Metadata = ["duration.seconds": "\(seconds)"]
        switch outcome {
        case .completed: Logger.current.info("correction completed", metadata: duration)
        case .failed: Logger.current.info("correction failed", metadata: duration)
        case .expired: Logger.current.warning("correction given up without a record", metadata: duration)
        }
    }

    private func attempt() async -> CorrectionMetrics.Outcome {
        do throws(RunStop) {
            let text = try await text()
            // Reading takes a while: what the pupil allows is looked up when the corrector is to be asked.
            let corrector = tools.corrector(of: copie, in: store.current)
            let request = try await request(on: text, for: corrector)
            let (completed, calls) = try await correction(of: request, by: corrector)
            try await report(.completed(completed), calls)
            return .completed
        } catch {
            return await settle(error)
        }
    }

    private func settle(_ stop: RunStop) async -> CorrectionMetrics.Outcome {
        switch stop {
        case .failed(let failure, let calls): return await record(failure, calls)
        case .leaseLost: return .expired
        case .abandoned(let error):
            Logger.current.error("the writer takes nothing", metadata: error.logMetadata)
            return .expired
        }
    }

    private func record(_ failure: RunFailure, _ calls: [NotedCall]) async -> CorrectionMetrics.Outcome {
        // What fails while the process goes down fails because of it, unless trying again is pointless anyway.
        let failure = Task.isCancelled && failure.retryable ? .interrupted : failure
        Logger.current.warning(
            "correction attempt failed",
            metadata: ["failure.code": "\(failure.code)", "failure.retryable": "\(failure.retryable)"])
        do throws(RunStop) {
            try await report(outcome(failure), calls)
            return .failed
        } catch {
            if case .abandoned(let error) = error {
                Logger.current.error("the writer takes nothing", metadata: error.logMetadata)
            }
            return .expired
        }
    }

    private func outcome(_ failure: RunFailure) -> ReportCorrection.Outcome {
        if let seconds = failure.postponedSeconds {
            return .postponed(code: failure.code, reason: failure.reason, attempt: copie.attempts, seconds: seconds)
        }
        if failure.code == RunFailure.correctorTimedOut.code, let rest = tools.desk?.model.restSeconds {
            let seconds = Int(rest.rounded(.up)) + CorrectionPolicy.silenceMarginSeconds
            return .silence(failure, attempt: copie.attempts, seconds: seconds)
        }
        return .failed(
            code: failure.code, reason: failure.reason, attempt: copie.attempts, retryable: failure.retryable)
    }

    private func report(_ outcome: ReportCorrection.Outcome, _ calls: [NotedCall]) async throws(RunStop) {
        let command = ReportCorrection(copie: copie.id, run: id, calls: calls, outcome: outcome)
        do throws(PatientWriterFailure) {
            try await submit(command)
        } catch {
            // A correction that cannot be recorded was paid for all the same.
            if case .failed(let failure, _) = RunStop(error.error) { throw .failed(failure, calls) }
            throw RunStop(error.error)
        }
    }

    func submit(_ command: any Command) async throws(PatientWriterFailure) {
        _ = try await tools.writer.submit(command, run: id, secondsMax: Double(tools.limits.reportSecondsMax))
    }
}
