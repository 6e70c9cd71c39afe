@testable import Events

extension GoldenLog {
    /// A worker claims a copie, a model is called, the copie is corrected; the teacher comments.
    static let corrections: [GoldenCommit] = [
        GoldenCommit(
            at: .golden("2026-10-02T15:15:00.000000Z"), by: .system("correction-worker"),
            context: workerContext,
            GoldenFact(
                .copie(Golden.typedCopie), Golden.camille,
                .correction(
                    .started(
                        CorrectionStarted(
                            run: Golden.typedRun, attempt: 1, worker: "node-1/4211",
                            leaseUntil: .golden("2026-10-02T15:20:00.000000Z")))))),
        GoldenCommit(
            at: .golden("2026-10-02T15:16:00.000000Z"), by: .system("correction-worker"),
            context: workerContext,
            GoldenFact(
                .modelCall(Golden.modelCall), nil,
                .model(
                    .called(
                        ModelCalled(
                            skill: "correction", provider: "mistral", model: "mistral-large-2611", tokensIn: 3_120,
                            tokensOut: 1_480, latencyMilliseconds: 8_042, costMicroEuros: 13_950,
                            outcome: "success", copie: Golden.typedCopie)))),
            GoldenFact(
                .copie(Golden.typedCopie), Golden.camille,
                .correction(
                    .completed(
                        CorrectionCompleted(
                            run: Golden.typedRun, attempt: 1, note: 13.5, provider: "mistral",
                            model: "mistral-large-2611", provisional: false, correction: .clear(correction)))))),
        GoldenCommit(
            at: .golden("2026-10-05T10:00:00.000000Z"), by: .user(Golden.hugo),
            GoldenFact(
                .copie(Golden.typedCopie), Golden.camille,
                .correction(
                    .commented(
                        CorrectionCommented(
                            comment: Golden.comment, text: .clear("Bon travail : l'ironie est bien vue.")))))),
    ]

    private static let workerContext = RecordContext(
        correlationID: Golden.typedRun.description,
        causationID: .golden(record: 27, at: .golden("2026-10-02T15:00:00.000000Z")))

    /// What a model made of the typed copie.
    static let correction = Correction(
        note: 13.5,
        bilan: Correction.Bilan(
            global: "Une lecture juste.", pointsForts: ["L'ironie est nommée."],
            axesAmelioration: ["Citer davantage."]),
        rubriques: [
            mark("Compréhension du texte", 3, of: 4),
            mark("Analyse littéraire", 5, of: 7.5),
            mark("Expression écrite", 3, of: 4.5),
            mark("Organisation", 2.5, of: 4),
        ],
        annotations: [
            Correction.Annotation(
                extrait: "se moque\tde lui-même", commentaire: "Par quel procédé ?", type: .remarque)
        ],
        corrigeType: "", conseilFinal: "Relisez les transitions.", provisoire: false,
        correcteur: Correction.Correcteur(
            fournisseur: "mistral", modele: "mistral-large-2611", modeleDeLangue: true,
            avertissement: "Correction écrite par un modèle de langue."))

    private static func mark(_ titre: String, _ note: Double, of max: Double) -> Correction.RubricMark {
        Correction.RubricMark(
            titre: titre, note: note, max: max, appreciation: "Assez bien.", conseils: ["Une citation par idée."],
            indices: ["3 citations"])
    }
}
