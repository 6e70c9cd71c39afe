@testable import Events

extension GoldenLog {
    /// An operator imports a pupil of the predecessor, with what she had done there.
    static let imported: [GoldenCommit] = [
        GoldenCommit(
            at: .golden("2026-11-29T18:00:00.000000Z"), by: .operator("root"),
            GoldenFact(
                .account(Golden.camille), Golden.camille,
                .account(
                    .registered(
                        AccountRegistered(
                            role: .eleve, emailHash: Golden.digest("c"), email: .clear("camille@example.org"),
                            passwordHash: .clear("$pbkdf2-sha512$i=120000,l=48$YWJj$ZGVm"), profile: .clear(profile),
                            invitation: nil, passwordScheme: "pbkdf2-sha512", occurredAt: registered)))),
            GoldenFact(
                .account(Golden.camille), Golden.camille,
                .telemetry(
                    .recorded(
                        TelemetryRecorded(
                            kind: .quiz, feature: .clear("quiz"), path: nil, payload: nil, occurredAt: registered)))),
            GoldenFact(
                .epreuve(Golden.commentaire), Golden.camille,
                .epreuve(
                    .generated(
                        EpreuveGenerated(
                            owner: Golden.camille, type: .commentaire, origin: .model, bankID: nil, matchesWish: true,
                            bareme: .official(for: .commentaire), content: .clear(subject), occurredAt: given)))),
            GoldenFact(
                .copie(Golden.typedCopie), Golden.camille,
                .copie(
                    .uploaded(
                        CopieUploaded(
                            epreuve: Golden.commentaire, owner: Golden.camille, sha256: Golden.sha256("a"),
                            blob: Golden.sha256("b"), bytes: 48_211, declaredType: "application/pdf",
                            fileType: "application/pdf", pages: nil, occurredAt: given)))),
            GoldenFact(
                .copie(Golden.typedCopie), nil,
                .correction(
                    .failed(
                        CorrectionFailed(
                            run: Golden.photographedRun, attempt: 1, code: "imported_not_assessed",
                            reason: "L'ancien service n'avait pas évalué cette copie.", final: true,
                            nextAttemptAt: nil, occurredAt: given)))),
            GoldenFact(
                .copie(Golden.typedCopie), Golden.camille,
                .correction(
                    .completed(
                        CorrectionCompleted(
                            run: Golden.typedRun, attempt: 1, note: 13.5, provider: "predecesseur", model: "inconnu",
                            provisional: false, correction: .clear(correction), occurredAt: given)))),
            GoldenFact(
                .copie(Golden.typedCopie), Golden.camille,
                .correction(
                    .commented(
                        CorrectionCommented(
                            comment: Golden.comment, text: .clear("Bon travail."), author: Golden.hugo)))))
    ]

    private static let registered = Timestamp.golden("2025-10-03T07:12:44.218000Z")
    private static let given = Timestamp.golden("2025-11-14T16:40:09.001000Z")

    private static let profile: ProfileFields = {
        var profile = ProfileFields()
        profile.displayName = "Camille"
        return profile
    }()

    private static let subject = EpreuveContent(
        sujet: "Commentez ce poème.", texte: "Heureux qui, comme Ulysse…", consignes: "", source: "", motsCles: [],
        oeuvre: nil, theme: nil)
}
