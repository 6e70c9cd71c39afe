@testable import Events

extension GoldenLog {
    /// Marks in half points, one of them not whole: 4 + 7.5 + 4.5 + 4.
    static let bareme = MarkingScheme(unchecked: [
        MarkingScheme.Rubric(titre: "Compréhension du texte", max: 4),
        MarkingScheme.Rubric(titre: "Analyse littéraire", max: 7.5),
        MarkingScheme.Rubric(titre: "Expression écrite", max: 4.5),
        MarkingScheme.Rubric(titre: "Organisation", max: 4),
    ])

    /// A subject of the bank, and one that a model wrote after a wish.
    static let epreuves: [GoldenCommit] = [
        GoldenCommit(
            at: .golden("2026-10-01T14:00:00.000000Z"), by: .user(Golden.camille),
            GoldenFact(
                .epreuve(Golden.commentaire), Golden.camille,
                .epreuve(
                    .generated(
                        EpreuveGenerated(
                            owner: Golden.camille, type: .commentaire, origin: .bank, bankID: "commentaire-rimbaud-1",
                            matchesWish: true, bareme: bareme,
                            content: .clear(
                                EpreuveContent(
                                    sujet: "Vous ferez le commentaire de ce texte.",
                                    texte: "On n'est pas sérieux, quand on a dix-sept ans.\n— Un beau soir…",
                                    consignes: "Quatre heures ; \"plan apparent\" déconseillé.",
                                    source: "Rimbaud, « Roman », Cahier de Douai", motsCles: ["ironie", "rythme"],
                                    oeuvre: nil, theme: nil))))))),
        GoldenCommit(
            at: .golden("2026-10-01T14:05:00.000000Z"), by: .user(Golden.camille),
            GoldenFact(
                .epreuve(Golden.dissertation), Golden.camille,
                .epreuve(
                    .generated(
                        EpreuveGenerated(
                            owner: Golden.camille, type: .dissertation, origin: .model, bankID: nil,
                            matchesWish: false, bareme: bareme,
                            content: .clear(
                                EpreuveContent(
                                    sujet: "Manon Lescaut est-il un roman de l'échec ?", texte: "", consignes: "",
                                    source: "", motsCles: [], oeuvre: "Manon Lescaut",
                                    theme: "personnages en marge"))))))),
    ]

    /// A typed PDF and a photo are handed in; the text of each is read.
    static let copies: [GoldenCommit] = [
        GoldenCommit(
            at: .golden("2026-10-02T15:00:00.000000Z"), by: .user(Golden.camille),
            context: RecordContext(idempotencyKey: Golden.digest("u")),
            GoldenFact(
                .copie(Golden.typedCopie), Golden.camille,
                .copie(
                    .uploaded(
                        CopieUploaded(
                            epreuve: Golden.commentaire, owner: Golden.camille, sha256: Golden.sha256("a"),
                            blob: Golden.sha256("b"), bytes: 48_213, declaredType: "application/pdf",
                            fileType: "application/pdf", pages: 3)))),
            GoldenFact(
                .copie(Golden.typedCopie), Golden.camille,
                .correction(.requested(CorrectionRequested(cause: .upload))))),
        GoldenCommit(
            at: .golden("2026-10-02T15:10:00.000000Z"), by: .user(Golden.camille),
            GoldenFact(
                .copie(Golden.photographedCopie), Golden.camille,
                .copie(
                    .uploaded(
                        CopieUploaded(
                            epreuve: Golden.dissertation, owner: Golden.camille, sha256: Golden.sha256("c"),
                            blob: Golden.sha256("d"), bytes: 2_400_001, declaredType: "application/octet-stream",
                            fileType: "image/jpeg", pages: nil)))),
            GoldenFact(
                .copie(Golden.photographedCopie), Golden.camille,
                .correction(.requested(CorrectionRequested(cause: .upload))))),
        GoldenCommit(
            at: .golden("2026-10-02T15:11:00.000000Z"), by: .system("correction-worker"),
            context: RecordContext(correlationID: Golden.typedRun.description),
            GoldenFact(
                .copie(Golden.typedCopie), Golden.camille,
                .copie(
                    .read(
                        CopieRead(
                            run: Golden.typedRun, method: .textLayer, pages: 3, words: 7, confidence: nil,
                            textBlob: nil,
                            text: .clear("Le poète se moque\tde lui-même.\u{2028}« Roman » \\ 😀")))))),
        GoldenCommit(
            at: .golden("2026-10-02T15:12:00.000000Z"), by: .system("correction-worker"),
            GoldenFact(
                .copie(Golden.photographedCopie), Golden.camille,
                .copie(
                    .read(
                        CopieRead(
                            run: Golden.photographedRun, method: .ocr, pages: 1, words: 9_500, confidence: 87.25,
                            textBlob: Golden.sha256("e"), text: nil))))),
    ]
}
