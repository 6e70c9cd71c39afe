import Events
import LanguageModels
import Logging
import Projections

/// From the text to the correction.
extension CorrectionRun {
    /// What the corrector is asked: the épreuve's own subject and scheme, and the text.
    func request(on text: String) async throws(RunStop) -> CorrectorRequest {
        guard let epreuve else { throw .failed(.epreuveMissing, []) }
        let generated: EpreuveGenerated
        do throws(CopieContentsError) {
            generated = try await tools.contents.epreuve(at: epreuve.position)
        } catch {
            Logger.current.error("cannot read the épreuve", metadata: error.logMetadata)
            throw .failed(RunFailure(error), [])
        }
        guard let content = generated.content.value else { throw .failed(.personErased, []) }
        return CorrectorRequest(
            type: generated.type, scheme: generated.bareme, sujet: content.sujet, texte: content.texte,
            consignes: content.consignes, motsCles: content.motsCles, copie: text, file: await file())
    }

    /// The file itself, for a corrector that can look at it; without it the text has to do.
    private func file() async -> ModelFile? {
        let kinds = tools.corrector.readableFiles
        guard !kinds.isEmpty, let address = BlobAddress(copie.blob) else { return nil }
        do throws(BlobError) {
            let bytes = try await tools.blobs.bytes(
                of: address, owner: copie.owner, bytesMax: tools.limits.shownBytesMax)
            guard let kind = FileSignature.detect(in: bytes[...]),
                let shown = ModelFile.Kind(rawValue: kind.mimeType), kinds.contains(shown)
            else { return nil }
            return ModelFile(kind: shown, bytes: bytes)
        } catch {
            Logger.current.notice("the corrector gets the text alone", metadata: error.logMetadata)
            return nil
        }
    }

    /// Calls the corrector and checks what it says.
    func correction(
        of request: CorrectorRequest
    ) async throws(RunStop) -> (CorrectionCompleted, [NotedCall]) {
        // A call costs money: none is begun for a process that is ending.
        guard !Task.isCancelled else { throw .failed(.interrupted, []) }
        let begun = ContinuousClock.now
        let ledger = ModelCallLedger()
        let result = await call(request, ledger)
        let milliseconds = Int(((ContinuousClock.now - begun) / .milliseconds(1)).rounded())
        let answer: CorrectorAnswer
        do throws(RunFailure) {
            answer = try result.get()
        } catch {
            let outcome = Task.isCancelled && error.retryable ? RunFailure.interrupted.code : error.code
            throw .failed(error, noted(ledger, own(outcome, .none, milliseconds)))
        }
        do throws(CorrectionDefect) {
            try answer.correction.validate(against: request.scheme)
        } catch {
            Logger.current.warning("the correction is refused", metadata: error.logMetadata)
            let code = RunFailure.invalidCorrection.code
            ledger.refuseLast(as: code)
            // The name of the model is part of an answer that is not to be trusted.
            throw .failed(.invalidCorrection, noted(ledger, own(code, answer.usage, milliseconds)))
        }
        let model = answer.correction.correcteur.modele
        let completed = CorrectionCompleted(
            run: id, attempt: copie.attempts, note: answer.correction.note, provider: tools.corrector.provider,
            model: model, provisional: answer.correction.provisoire, correction: .clear(answer.correction),
            promptHash: answer.promptHash, cause: copie.cause, quotesDropped: answer.quotesDropped)
        return (completed, noted(ledger, own(ModelExchange.success, answer.usage, milliseconds, model: model)))
    }

    private func call(
        _ request: CorrectorRequest, _ ledger: ModelCallLedger
    ) async -> Result<CorrectorAnswer, RunFailure> {
        let seconds = Double(tools.limits.correctorSecondsMax)
        let result: Result<CorrectorAnswer, RunFailure>? = await tools.sleeper.limit(seconds: seconds) {
            do throws(CorrectorFailure) {
                return .success(try await tools.corrector.correct(request, noting: ledger))
            } catch {
                return .failure(RunFailure(error))
            }
        }
        return result ?? .failure(.correctorTimedOut)
    }

    /// A corrector that called no model is one call itself.
    private func own(_ outcome: String, _ usage: ModelUsage, _ milliseconds: Int, model: String? = nil) -> ModelCalled
    {
        ModelCalled(
            skill: Self.skill, provider: tools.corrector.provider, model: model ?? tools.corrector.model,
            tokensIn: usage.tokensIn, tokensOut: usage.tokensOut, latencyMilliseconds: milliseconds,
            costMicroEuros: usage.costMicroEuros, outcome: outcome, copie: copie.id)
    }

    private func noted(_ ledger: ModelCallLedger, _ own: ModelCalled) -> [NotedCall] {
        let calls = ledger.calls.map { ModelCalled($0, skill: Self.skill, copie: copie.id) }
        // A model that was not called, because its circuit is open, made no call.
        let all = calls.isEmpty && !tools.callsModels ? [own] : calls
        for call in all { tools.modelMetrics.called(call) }
        return all.map { NotedCall($0) }
    }

    private static let skill = "correcteur"
}
