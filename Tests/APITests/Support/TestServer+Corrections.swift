import Events
import Projections
import Testing

@testable import API

/// What the worker would report, said by the test.
extension TestServer {
    /// Takes the copie, as a worker does.
    @discardableResult
    func claim(_ copie: String) async throws -> CorrectionRunID {
        let run = CorrectionRunID.random()
        try await submit(ClaimCopie(copie: try id(copie), run: run, worker: "tests"))
        return run
    }

    func report(text: String, of copie: String, by run: CorrectionRunID) async throws {
        let reading = CopieRead(
            run: run, method: .ocr, pages: 1, words: text.split(separator: " ").count, confidence: 91.5,
            textBlob: nil, text: .clear(text))
        try await submit(ReportReading(copie: try id(copie), reading: reading))
    }

    /// Reports a correction with this mark.
    func complete(_ copie: String, by run: CorrectionRunID, note: Double) async throws {
        let correction = Self.correction(note: note)
        let completed = CorrectionCompleted(
            run: run, attempt: models.copies[try id(copie)]?.attempts ?? 1, note: note, provider: "local",
            model: "grille", provisional: true, correction: .clear(correction))
        try await submit(ReportCorrection(copie: try id(copie), run: run, calls: [], outcome: .completed(completed)))
    }

    func fail(
        _ copie: String, by run: CorrectionRunID, attempt: Int = 1, retryable: Bool,
        reason: String = "Page illisible."
    ) async throws {
        let outcome = ReportCorrection.Outcome.failed(
            code: "unreadable", reason: reason, attempt: attempt, retryable: retryable)
        try await submit(ReportCorrection(copie: try id(copie), run: run, calls: [], outcome: outcome))
    }

    /// From the claim to the mark.
    func correct(_ copie: String, note: Double, text: String = "Le poète chante la nuit.") async throws {
        let run = try await claim(copie)
        try await report(text: text, of: copie, by: run)
        try await complete(copie, by: run, note: note)
    }

    /// A new copie of the pupil, corrected; returns épreuve and copie.
    @discardableResult
    func corrected(_ pupil: Browser, note: Double) async throws -> (epreuve: String, copie: String) {
        let epreuve = try await generate(pupil)
        let copie = try await handIn(pupil, to: epreuve)
        try await correct(copie, note: note)
        return (epreuve, copie)
    }

    private func id(_ copie: String) throws -> CopieID { try #require(CopieID(copie)) }

    /// A correction by the official scheme of a commentaire, whose rubrics add up to `note`.
    static func correction(note: Double) -> Correction {
        var rest = note
        let rubrics = MarkingScheme.official(for: .commentaire).rubriques.map { rubric in
            let mark = min(rest, rubric.max)
            rest -= mark
            return Correction.RubricMark(
                titre: rubric.titre, note: mark, max: rubric.max, appreciation: "Juste.", conseils: ["Relire."],
                indices: ["3 citations"])
        }
        return Correction(
            note: note, bilan: .init(global: "Un bon début.", pointsForts: ["Clair"], axesAmelioration: ["Citer"]),
            rubriques: rubrics,
            annotations: [.init(extrait: "le poète", commentaire: "Lequel ?", type: .remarque)],
            corrigeType: "Plan possible.", conseilFinal: "Continuez.", provisoire: true,
            correcteur: .init(
                fournisseur: "local", modele: "grille", modeleDeLangue: false, avertissement: "Note indicative."))
    }
}
