@testable import Events

extension GoldenLog {
    /// The photo cannot be corrected: a failure that is tried again, a final one, and two that ask again.
    static let failures: [GoldenCommit] = [
        GoldenCommit(
            at: .golden("2026-10-06T10:00:00.000000Z"), by: .system("correction-worker"),
            GoldenFact(
                .modelCall(Golden.quizCall), nil,
                .model(
                    .called(
                        ModelCalled(
                            skill: "quiz", provider: "openai", model: "gpt-5.1-mini", tokensIn: 0, tokensOut: 0,
                            latencyMilliseconds: 30_000, costMicroEuros: 0, outcome: "timed_out", copie: nil))))),
        GoldenCommit(
            at: .golden("2026-10-06T10:01:00.000000Z"), by: .system("correction-worker"),
            GoldenFact(
                .copie(Golden.photographedCopie), Golden.camille,
                .correction(
                    .failed(
                        CorrectionFailed(
                            run: Golden.photographedRun, attempt: 1, code: "timed_out",
                            reason: "Le correcteur n'a pas répondu à temps. Nouvel essai prévu.", final: false,
                            nextAttemptAt: .golden("2026-10-06T10:06:00.000000Z")))))),
        GoldenCommit(
            at: .golden("2026-10-06T10:07:00.000000Z"), by: .system("correction-worker"),
            GoldenFact(
                .copie(Golden.photographedCopie), Golden.camille,
                .correction(
                    .failed(
                        CorrectionFailed(
                            run: Golden.photographedRun, attempt: 2, code: "text_unreadable",
                            reason: "Le texte n'a pas pu être lu :\n\"trop\u{2028}sombre\".", final: true,
                            nextAttemptAt: nil))))),
        GoldenCommit(
            at: .golden("2026-10-06T12:00:00.000000Z"), by: .user(Golden.camille),
            GoldenFact(
                .copie(Golden.photographedCopie), Golden.camille,
                .correction(.requested(CorrectionRequested(cause: .pupil))))),
        GoldenCommit(
            at: .golden("2026-10-06T13:00:00.000000Z"), by: .user(Golden.hugo),
            GoldenFact(
                .copie(Golden.photographedCopie), Golden.camille,
                .correction(.requested(CorrectionRequested(cause: .teacher))))),
    ]
}
