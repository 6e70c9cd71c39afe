import Events
import LanguageModels

/// A language model as the reader of copies.
struct ModelCorrector: Corrector {
    let desk: ModelDesk

    var provider: String { desk.model.provider }
    var model: String { desk.model.model }
    var readableFiles: Set<ModelFile.Kind> { desk.model.readableFiles }

    func correct(
        _ request: CorrectorRequest, noting calls: ModelCallLedger
    ) async throws(CorrectorFailure) -> CorrectorAnswer {
        let prompt = try await prompt(for: request)
        let answer: ModelAnswer
        do throws(ModelFailure) {
            answer = try await desk.model.answer(prompt.prompt, noting: calls)
        } catch {
            throw CorrectorFailure(error)
        }
        guard let reading = ModelReading(answer.value) else { throw .invalid }
        let composer = ModelCorrectionComposer(
            reading: reading, request: request, length: prompt.length, provider: provider, model: answer.model)
        let composed = composer.correction
        return CorrectorAnswer(
            correction: composed.correction, usage: .none, promptHash: prompt.hash,
            quotesDropped: composed.quotesDropped)
    }

    /// Off the caller's actor: counting and folding a long copie takes tens of milliseconds.
    @concurrent private func prompt(
        for request: CorrectorRequest
    ) async throws(CorrectorFailure) -> CorrectionPrompt {
        let words = ParsedText(request.copie).wordCount
        guard words >= LocalCorrector.minimumWords else { throw LocalCorrector.tooShort(words: words) }
        let length = request.type == .contractionEssai ? ContractionLength(request) : nil
        if request.type == .contractionEssai, length == nil { throw LocalCorrector.nothingToContract }
        return CorrectionPrompt(request, template: desk.prompts.correction, length: length)
    }
}

extension CorrectorFailure {
    /// An answer that has the right form and cannot be used all the same.
    static let invalid = CorrectorFailure(
        code: .invalidAnswer,
        message: "La réponse du correcteur n'a pas pu être lue : elle a été écartée, sans note.",
        retryable: true)

    init(_ failure: ModelFailure) {
        guard !failure.isOutage else {
            self.init(
                code: failure.kind == .rateLimited ? .rateLimited : .providerUnavailable,
                message:
                    "Le correcteur ne répond pas pour l'instant. La copie est conservée et sera corrigée dès son retour.",
                retryable: true, postponedSeconds: Int((failure.retryAfterSeconds ?? 60).rounded(.up)))
            return
        }
        switch failure.kind {
        case .timedOut:
            self.init(
                code: .timedOut, message: "Le correcteur n'a pas répondu à temps. La copie est conservée.",
                retryable: true)
        case .contentFiltered, .recitation:
            self.init(
                code: .contentFiltered,
                message: "Le correcteur a refusé de juger cette copie. Elle est conservée, sans note.",
                retryable: true)
        default: self = .invalid
        }
    }
}
