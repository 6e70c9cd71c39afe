import Events

/// Makes a correction of what a model said: marks as they are, for the scheme to judge; texts within bounds; quotations that are in
/// the copie, letter for letter as they stand there.
struct ModelCorrectionComposer {
    let reading: ModelReading
    let request: CorrectorRequest
    let length: ContractionLength?
    let provider: String
    let model: String

    var correction: (correction: Correction, quotesDropped: Int) {
        let copie = QuotedText(request.copie)
        let quoted = reading.annotations.compactMap { annotation in
            copie.passage(annotation.extrait).map {
                Correction.Annotation(
                    extrait: Self.clipped(String($0)), commentaire: Self.clipped(annotation.commentaire),
                    type: annotation.type)
            }
        }
        let isAddressed = InjectionSigns.areIn(request.copie)
        let correction = Correction(
            note: reading.note,
            bilan: .init(
                global: Self.clipped(reading.bilan.global), pointsForts: Self.clipped(reading.bilan.pointsForts),
                axesAmelioration: Self.clipped(reading.bilan.axesAmelioration)),
            rubriques: rubrics.map(mark),
            annotations: Array(
                quoted.filter { $0.commentaire.contains { !$0.isWhitespace } }.prefix(Correction.Limits.annotations)),
            corrigeType: Self.clipped(reading.corrigeType), conseilFinal: Self.clipped(reading.conseilFinal),
            provisoire: isAddressed,
            correcteur: .init(
                fournisseur: provider, modele: model, modeleDeLangue: true, avertissement: warning(isAddressed)))
        return (correction, reading.annotations.count - quoted.count)
    }

    /// In the scheme's order when they are the scheme's; else as they came, and then the check refuses them.
    private var rubrics: [ModelReading.Rubric] {
        let titles = request.scheme.rubriques.map(\.titre)
        guard reading.rubriques.map(\.titre).sorted() == titles.sorted() else { return reading.rubriques }
        return titles.compactMap { title in reading.rubriques.first { $0.titre == title } }
    }

    private func mark(_ rubric: ModelReading.Rubric) -> Correction.RubricMark {
        let kind = RubricKind(titre: rubric.titre, type: request.type)
        let evidence = kind == .contractionLength ? length.map { [$0.evidence] } ?? [] : []
        return Correction.RubricMark(
            titre: rubric.titre, note: rubric.note, max: rubric.max, appreciation: Self.clipped(rubric.appreciation),
            conseils: Self.clipped(rubric.conseils), indices: evidence)
    }

    private func warning(_ isAddressed: Bool) -> String {
        let general =
            "Correction écrite par un modèle de langue, qui peut se tromper. La note n'a rien d'officiel ; "
            + "votre enseignant peut la revoir."
            + (CorrectionPrompt.isCut(request)
                ? " Votre copie est très longue : seuls ses \(CorrectionPrompt.copieCharactersMax) premiers caractères "
                    + "ont été lus." : "")
        guard isAddressed else { return general }
        return general + " La copie contient une phrase qui s'adresse au correcteur : il n'en est pas tenu compte, "
            + "et la note est à confirmer par un enseignant."
    }

    private static func clipped(_ texts: [String]) -> [String] {
        texts.prefix(Correction.Limits.listItems).map(clipped)
    }

    private static func clipped(_ text: String) -> String {
        let limit = Correction.Limits.textCharacters
        return text.count <= limit ? text : text.prefix(limit - 1) + "…"
    }
}
