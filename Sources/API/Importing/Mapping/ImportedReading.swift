import Events

/// What became of a copie at the predecessor: the text that was read, the correction, the teacher's comment.
struct ImportedReading {
    /// How the predecessor's stand-in for a text begins, which it graded all the same (D-27).
    private static let unreadPrefix = "[ocr indisponible"
    private static let commentCharactersMax = 1_000

    let text: String?
    let outcome: ImportedCopie.Outcome
    let comment: String?

    init(_ row: OldRow, _ old: String, report: inout ImportReport) {
        let raw = row.text("ocrtext", "text", "texte") ?? ""
        let wasRead = !raw.lowercased().hasPrefix(Self.unreadPrefix)
        // As it was read: the passages that annotations quote must stay in it.
        let kept = wasRead ? String(raw.prefix(ReadingLimits().textCharactersMax)).replacing("\0", with: "") : ""
        text = kept.isEmpty ? nil : kept
        let value = row.value("correction").flatMap { $0.membered == nil ? nil : $0 }
        let comment =
            value.flatMap { OldRow($0.membered ?? [:], place: "").text("commentaireenseignant") }
            ?? row.text("commentaireenseignant", "teachercomment")
        self.comment = comment.map { String($0.prefix(Self.commentCharactersMax)) }
        if let comment, comment.count > Self.commentCharactersMax {
            report.adapt("commentaire d'enseignant coupé à \(Self.commentCharactersMax) caractères", old)
        }
        outcome = Self.outcome(row, value, wasRead: wasRead, old, &report)
    }

    private static func outcome(
        _ row: OldRow, _ correction: JSONValue?, wasRead: Bool, _ old: String, _ report: inout ImportReport
    ) -> ImportedCopie.Outcome {
        guard let correction else { return unmarked(status: row.text("status") ?? "", old, &report) }
        guard wasRead else {
            report.adapt("note sur un texte que l'ancien service n'avait pas lu : sans note, à redemander", old)
            return .notMarked(
                code: "imported_unread",
                reason: "L'ancien service n'avait pas pu lire cette copie. Vous pouvez demander sa correction.")
        }
        do throws(ImportedCorrection.Refusal) {
            let read = try ImportedCorrection(correction)
            if read.isShortened {
                report.adapt("correction dont des textes ou remarques sont coupés ou laissés", old)
            }
            return .corrected(read.correction)
        } catch {
            switch error {
            case .notAssessed:
                report.adapt("correction de secours « Non évalué » : sans note, à redemander", old)
                return .notMarked(
                    code: "imported_not_assessed",
                    reason: "L'ancien service n'avait pas évalué cette copie. Vous pouvez demander sa correction.")
            case .invalid(let defect):
                report.refuse(.corrections, old, "\(defect) ; la copie est reprise sans note")
                return .notMarked(
                    code: "imported_invalid",
                    reason:
                        "La correction de l'ancien service n'a pas pu être reprise. Vous pouvez en demander une."
                )
            }
        }
    }

    private static func unmarked(
        status: String, _ old: String, _ report: inout ImportReport
    ) -> ImportedCopie.Outcome {
        switch status.lowercased() {
        case "pending", "processing":
            report.adapt("correction qui n'était pas finie : à redemander par l'élève ou l'enseignant", old)
            return .notMarked(
                code: "imported_waiting",
                reason: "L'ancien service n'avait pas fini cette correction. Vous pouvez la demander.")
        default:
            report.adapt("copie sans correction : à redemander par l'élève ou l'enseignant", old)
            return .notMarked(
                code: "imported_uncorrected",
                reason: "L'ancien service n'avait pas corrigé cette copie. Vous pouvez demander sa correction.")
        }
    }
}
