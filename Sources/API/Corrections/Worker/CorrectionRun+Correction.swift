import Events
import LanguageModels
import Logging
import Projections

/// From the text to the correction.
extension CorrectionRun {
    /// What the corrector is asked: the épreuve's own subject and scheme, and the text.
    func request(on text: String, for corrector: any Corrector) async throws(RunStop) -> CorrectorRequest {
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
            consignes: content.consignes, motsCles: content.motsCles, copie: text, file: await file(for: corrector))
    }

    /// The file itself, for a corrector that can look at it; without it the text has to do.
    private func file(for corrector: any Corrector) async -> ModelFile? {
        let kinds = corrector.readableFiles
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
        of request: CorrectorRequest, by corrector: any Corrector
    ) async throws(RunStop) -> (CorrectionCompleted, [NotedCall]) {
        // A call costs money: none is begun for a process that is ending.
        guard !Task.isCancelled else { throw .failed(.interrupted, []) }
        let begun = ContinuousClock.now
        let ledger = ModelCallLedger()
        let result = await call(corrector, request, ledger)
        let milliseconds = Int(((ContinuousClock.now - begun) / .milliseconds(1)).rounded())
        let answer: CorrectorAnswer
        do throws(RunFailure) {
            answer = try result.get()
        } catch {
            let outcome = Task.isCancelled && error.retryable ? RunFailure.interrupted.code : error.code
            throw .failed(error, noted(ledger, own(corrector, outcome, .none, milliseconds)))
        }
        do throws(CorrectionDefect) {
            try answer.correction.validate(against: request.scheme)
        } catch {
            Logger.current.warning("the correction is refused", metadata: error.logMetadata)
            let code = RunFailure.invalidCorrection.code
            ledger.refuseLast(as: code)
            // The name of the model is part of an answer that is not to be trusted.
            throw .failed(.invalidCorrection, noted(ledger, own(corrector, code, answer.usage, milliseconds)))
        }
        let model = answer.correction.correcteur.modele
        let completed = CorrectionCompleted(
            run: id, attempt: copie.attempts, note: answer.correction.note, provider: corrector.provider,
            model: model, provisional: answer.correction.provisoire, correction: .clear(answer.correction),
            promptHash: answer.promptHash, cause: copie.cause, quotesDropped: answer.quotesDropped)
        let own = own(corrector, ModelExchange.success, answer.usage, milliseconds, model: model)
        return (completed, noted(ledger, own))
    }

    private func call(
        _ corrector: any Corrector, _ request: CorrectorRequest, _ ledger: ModelCallLedger
    ) async -> Result<CorrectorAnswer, RunFailure> {
        let seconds = Double(tools.limits.correctorSecondsMax)
        let result: Result<CorrectorAnswer, RunFailure>? = await tools.sleeper.limit(seconds: seconds) {
            do throws(CorrectorFailure) {
                return .success(try await corrector.correct(request, noting: ledger))
            } catch {
                return .failure(RunFailure(error))
            }
        }
        return result ?? .failure(.correctorTimedOut)
    }

    /// A corrector that called no model is one call itself.
    private func own(
        _ corrector: any Corrector, _ outcome: String, _ usage: ModelUsage, _ milliseconds: Int, model: String? = nil
    ) -> ModelCalled {
        ModelCalled(
            skill: Self.skill, provider: corrector.provider, model: model ?? corrector.model,
            tokensIn: usage.tokensIn, tokensOut: usage.tokensOut, latencyMilliseconds: milliseconds,
            costMicroEuros: usage.costMicroEuros, outcome: outcome, copie: copie.id)
    }

    private func noted(_ ledger: ModelCallLedger, _ own: ModelCalled) -> [NotedCall] {
        let calls = ledger.calls.map { ModelCalled($0, skill: Self.skill, copie: copie.id) }
        // A model that was not called, because its circuit is open, made no call.
        let isModel = tools.desk != nil && own.provider != tools.fallback?.provider
        let all = calls.isEmpty && !isModel ? [own] : calls
        for call in all { tools.note(call) }
        return all.map { NotedCall($0) }
    }

    private static let skill = "correcteur"
}
