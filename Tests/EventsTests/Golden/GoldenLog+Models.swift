@testable import Events

extension GoldenLog {
    /// A provider is down, then corrects; the day's budget is spent; the teacher sets the mark.
    static let models: [GoldenCommit] = [
        GoldenCommit(
            at: .golden("2026-11-25T09:00:00.000000Z"), by: .system("correction-worker"),
            GoldenFact(
                .copie(Golden.typedCopie), Golden.camille,
                .correction(
                    .postponed(
                        CorrectionPostponed(
                            run: Golden.typedRun, attempt: 1, code: "provider_unavailable",
                            reason: "Le correcteur ne répond pas. La copie est conservée.",
                            nextAttemptAt: .golden("2026-11-25T09:01:00.000000Z")))))),
        GoldenCommit(
            at: .golden("2026-11-25T09:02:00.000000Z"), by: .system("correction-worker"),
            GoldenFact(
                .copie(Golden.typedCopie), Golden.camille,
                .correction(
                    .completed(
                        CorrectionCompleted(
                            run: Golden.typedRun, attempt: 1, note: 13.5, provider: "gemini",
                            model: "gemini-3-flash-001", provisional: false, correction: .clear(correction),
                            promptHash: Golden.sha256("d"), cause: .teacher, quotesDropped: 1))))),
        GoldenCommit(
            at: .golden("2026-11-25T09:03:00.000000Z"), by: .system("correction-worker"),
            GoldenFact(
                .budget(.day), nil,
                .model(
                    .budgetReached(
                        BudgetReached(
                            period: .day, limitMicroEuros: 5_000_000, spentMicroEuros: 5_004_210,
                            until: .golden("2026-11-25T23:00:00.000000Z")))))),
        GoldenCommit(
            at: .golden("2026-11-25T10:00:00.000000Z"), by: .user(Golden.hugo),
            GoldenFact(
                .copie(Golden.typedCopie), Golden.camille,
                .correction(
                    .marked(
                        CorrectionMarked(note: 14.5, reason: .clear("L'ouverture, non notée, mérite un point.")))))),
    ]
}
