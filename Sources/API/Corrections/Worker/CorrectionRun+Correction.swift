import Events
import Logging
import Projections

/// From the text to the correction.
extension CorrectionRun {
    /// What the corrector is asked: the épreuve's own subject and scheme, and the text.
    func request(on text: String) async throws(RunStop) -> CorrectorRequest {
        guard let epreuve else { throw .failed(.epreuveMissing, nil) }
        let generated: EpreuveGenerated
        do throws(CopieContentsError) {
            generated = try await tools.contents.epreuve(at: epreuve.position)
        } catch {
            Logger.current.error("cannot read the épreuve", metadata: error.logMetadata)
            throw .failed(RunFailure(error), nil)
        }
        guard let content = generated.content.value else { throw .failed(.personErased, nil) }
        return CorrectorRequest(
            type: generated.type, scheme: generated.bareme, sujet: content.sujet, texte: content.texte,
            consignes: content.consignes, motsCles: content.motsCles, copie: text)
    }

    /// Calls the corrector and checks what it says.
    func correction(
        of request: CorrectorRequest
    ) async throws(RunStop) -> (CorrectionCompleted, ModelCalled) {
        // A call costs money: none is begun for a process that is ending.
        guard !Task.isCancelled else { throw .failed(.interrupted, nil) }
        let begun = ContinuousClock.now
        let result = await call(request)
        let milliseconds = Int(((ContinuousClock.now - begun) / .milliseconds(1)).rounded())
        let answer: CorrectorAnswer
        do throws(RunFailure) {
            answer = try result.get()
        } catch {
            let outcome = Task.isCancelled && error.retryable ? RunFailure.interrupted.code : error.code
            throw .failed(error, called(outcome, .none, model: tools.corrector.model, milliseconds))
        }
        let model = answer.correction.correcteur.modele
        do throws(CorrectionDefect) {
            try answer.correction.validate(against: request.scheme)
        } catch {
            Logger.current.warning("the correction is refused", metadata: error.logMetadata)
            let code = RunFailure.invalidCorrection.code
            // The name of the model is part of an answer that is not to be trusted.
            throw .failed(
                .invalidCorrection, called(code, answer.usage, model: tools.corrector.model, milliseconds))
        }
        let completed = CorrectionCompleted(
            run: id, attempt: copie.attempts, note: answer.correction.note, provider: tools.corrector.provider,
            model: model, provisional: answer.correction.provisoire, correction: .clear(answer.correction))
        return (completed, called("success", answer.usage, model: model, milliseconds))
    }

    private func call(_ request: CorrectorRequest) async -> Result<CorrectorAnswer, RunFailure> {
        let seconds = Double(tools.limits.correctorSecondsMax)
        let result: Result<CorrectorAnswer, RunFailure>? = await tools.sleeper.limit(seconds: seconds) {
            do throws(CorrectorFailure) {
                return .success(try await tools.corrector.correct(request))
            } catch {
                return .failure(RunFailure(error))
            }
        }
        return result ?? .failure(.correctorTimedOut)
    }

    private func called(_ outcome: String, _ usage: ModelUsage, model: String, _ milliseconds: Int) -> ModelCalled {
        let call = ModelCalled(
            skill: "correcteur", provider: tools.corrector.provider, model: model, tokensIn: usage.tokensIn,
            tokensOut: usage.tokensOut, latencyMilliseconds: milliseconds, costMicroEuros: usage.costMicroEuros,
            outcome: outcome, copie: copie.id)
        tools.modelMetrics.called(call)
        return call
    }
}
