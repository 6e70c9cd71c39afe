import Events
import Foundation

/// The predecessor's correction (product-contract §3.5), as one of ours, if it is one that may be recorded.
///
/// Its corrector never used the épreuve's own scheme but a fixed list of rubrics, so the correction is held against the
/// rubrics that it has itself: they must be a marking scheme, and their marks must add up to the note. A mark is never
/// rounded or made up. Texts that are too long for a record are cut, which is noted.
struct ImportedCorrection {
    static let provider = "predecesseur"
    static let model = "inconnu"
    private static let warning = "Correction reprise de l'ancien service."
    /// Ends a text that was cut.
    private static let cutMark = " […]"

    /// Why a correction gives no mark.
    enum Refusal: Error, Equatable {
        /// The predecessor's stand-in for a failed correction (D-26).
        case notAssessed
        /// In French.
        case invalid(String)
    }

    let correction: Correction
    /// Something was cut or left out, and no mark.
    let isShortened: Bool

    init(_ value: JSONValue) throws(Refusal) {
        let row = OldRow(value.membered ?? [:], place: "")
        let rows = (row.value("rubriques")?.listed ?? []).map { OldRow($0.membered ?? [:], place: "") }
        guard !Self.isStandIn(row, rubrics: rows.count) else { throw .notAssessed }
        guard let note = row.number("note") else { throw .invalid("la note n'est pas un nombre") }
        var cut = Cutting()
        var marks: [Correction.RubricMark] = []
        for rubric in rows {
            guard let title = rubric.text("titre"), let mark = rubric.number("note"), let max = rubric.number("max")
            else {
                throw .invalid("une rubrique n'a pas titre, note et max")
            }
            marks.append(
                Correction.RubricMark(
                    titre: title, note: mark, max: max, appreciation: cut.text(rubric.text("appreciation")),
                    conseils: cut.texts(rubric.texts("conseils")), indices: []))
        }
        let bilan = OldRow(row.value("bilan")?.membered ?? [:], place: "")
        correction = Correction(
            note: note,
            bilan: Correction.Bilan(
                global: cut.text(bilan.text("global")), pointsForts: cut.texts(bilan.texts("pointsforts")),
                axesAmelioration: cut.texts(bilan.texts("axesamelioration"))),
            rubriques: marks, annotations: cut.annotations(row.value("annotations")?.listed ?? []),
            corrigeType: cut.text(row.text("corrigetype")), conseilFinal: cut.text(row.text("conseilfinal")),
            provisoire: false,
            correcteur: Correction.Correcteur(
                fournisseur: Self.provider, modele: Self.model, modeleDeLangue: true, avertissement: Self.warning))
        isShortened = cut.didCut
        try Self.check(correction)
    }

    private static func isStandIn(_ row: OldRow, rubrics: Int) -> Bool {
        let mention = (row.text("mention") ?? "").folding(
            options: [.diacriticInsensitive, .caseInsensitive], locale: nil)
        return mention.hasPrefix("non evalue") || (row.number("note") == 0 && rubrics == 0)
    }

    private static func check(_ correction: Correction) throws(Refusal) {
        let scheme: MarkingScheme
        do throws(MarkingSchemeError) {
            scheme = try MarkingScheme(correction.rubriques.map { .init(titre: $0.titre, max: $0.max) })
        } catch {
            throw .invalid("les rubriques ne font pas un barème sur 20")
        }
        do throws(CorrectionDefect) {
            try correction.validate(against: scheme)
        } catch {
            throw .invalid(error.inFrench)
        }
    }

    /// Brings texts and lists within the bounds of a record.
    private struct Cutting {
        var didCut = false

        mutating func text(_ text: String?) -> String {
            guard let text, text.count > Correction.Limits.textCharacters else { return text ?? "" }
            didCut = true
            return text.prefix(Correction.Limits.textCharacters - ImportedCorrection.cutMark.count)
                + ImportedCorrection.cutMark
        }

        mutating func texts(_ texts: [String]?) -> [String] {
            let texts = texts ?? []
            if texts.count > Correction.Limits.listItems { didCut = true }
            return texts.prefix(Correction.Limits.listItems).map { text($0) }
        }

        /// Without those that lack a passage, a remark or a kind.
        mutating func annotations(_ items: [JSONValue]) -> [Correction.Annotation] {
            var annotations: [Correction.Annotation] = []
            for item in items {
                let row = OldRow(item.membered ?? [:], place: "")
                guard let passage = row.text("extrait"), let remark = row.text("commentaire"),
                    let kind = row.text("type").flatMap({ Correction.Annotation.Kind(rawValue: $0.lowercased()) }),
                    annotations.count < Correction.Limits.annotations
                else {
                    didCut = true
                    continue
                }
                annotations.append(.init(extrait: text(passage), commentaire: text(remark), type: kind))
            }
            return annotations
        }
    }
}

extension CorrectionDefect {
    /// For operators: figures and names of fields, never a text.
    var inFrench: String {
        switch self {
        case .noteOutOfRange: "la note n'est pas entre 0 et 20"
        case .notHalfPoint: "une note est plus fine que le demi-point"
        case .mentionDiffers: "la mention ne va pas avec la note"
        case .rubricsDiffer, .maximumDiffers: "les rubriques ne sont pas celles du barème"
        case .rubricNoteOutOfRange: "la note d'une rubrique dépasse son maximum"
        case .sumDiffers: "la note n'est pas la somme des rubriques"
        case .textMissing(let field): "le champ \(field) est vide"
        case .textTooLong(let field, _), .tooManyItems(let field, _): "le champ \(field) est trop long"
        case .tooLarge: "la correction est trop longue"
        }
    }
}
