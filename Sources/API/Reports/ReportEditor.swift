import Documents
import Events
import Projections

/// Gathers what the report of a copie says, from one state and the records that it points to.
struct ReportEditor {
    /// Digits of the copie's id that name it on paper.
    private static let referenceLength = 8

    let state: ReadModels
    let library: Library

    private var authors: Authors { Authors(accounts: state.accounts, library: library) }

    /// The report of a copie that has a mark.
    ///
    /// - Throws: a `Problem` 404 when the copie has no mark or its épreuve is gone; `EventLogError`, `PayloadError`.
    func report(of copie: HandedInCopie) throws -> CorrectionReport {
        guard let note = copie.note else { throw Problem.reportUnavailable }
        guard let epreuve = try state.epreuves[copie.epreuve].flatMap(library.generated),
            let content = epreuve.content.value
        else { throw Problem.epreuveNotFound }
        let last = copie.corrections.last
        let correction = try last.flatMap { try library.completed(at: $0.position) }
        let comments = try copie.comments.compactMap { try comment(at: $0) }
        let changes = [last?.time, copie.marks.last?.time, comments.last?.time].compactMap(\.self)
        return CorrectionReport(
            reference: String(copie.id.description.prefix(Self.referenceLength)),
            pupil: try authors.name(of: copie.owner.description) ?? "(nom non renseigné)",
            epreuve: epreuve.type.label.prefix(1).uppercased() + epreuve.type.label.dropFirst(),
            oeuvre: content.oeuvre,
            subject: content.sujet, handedIn: ParisTime(copie.created).minuteText,
            corrected: last.map { ParisTime($0.time).minuteText },
            created: String((changes.max() ?? copie.created).milliseconds.prefix(19)) + "Z",
            mark: try mark(note, of: copie, correction?.correction),
            correction: correction.map { CorrectionReport.Correction($0.correction) },
            comments: comments.map(\.printed))
    }

    private func mark(_ note: Double, of copie: HandedInCopie, _ correction: Correction?) throws
        -> CorrectionReport.Mark
    {
        let mention = Mention(note: note).rawValue
        if let given = copie.marks.last, let mark = try TeacherMark(at: given.position, by: authors) {
            let proposed = correction.map { " Le correcteur proposait \($0.note.comma) / 20." } ?? ""
            return CorrectionReport.Mark(
                note: note, mention: mention,
                origin: "Note donnée par \(mark.authorName ?? Self.unnamed) le \(ParisTime(given.time).minuteText)."
                    + proposed,
                reason: mark.motif)
        }
        let version = copie.corrections.count > 1 ? ", version \(copie.corrections.count) de la correction" : ""
        let time = copie.corrections.last.map { ", le \(ParisTime($0.time).minuteText)" } ?? ""
        let origin = "Note proposée par \(correction?.correcteur.inWords ?? "le correcteur")\(version)\(time)."
        return CorrectionReport.Mark(note: note, mention: mention, origin: origin, reason: nil)
    }

    private func comment(at position: LogPosition) throws -> (printed: CorrectionReport.Comment, time: Timestamp)? {
        guard let comment = try CommentBody(at: position, by: authors), let time = Timestamp(comment.createdAt) else {
            return nil
        }
        let printed = CorrectionReport.Comment(
            author: comment.authorName ?? Self.unnamed, date: ParisTime(time).minuteText, text: comment.text)
        return (printed, time)
    }

    /// A teacher without a name, or who was erased.
    private static let unnamed = "l’enseignant"
}

extension Double {
    /// A mark as it is written in French.
    fileprivate var comma: String { rounded() == self ? "\(Int(self))" : "\(self)".replacing(".", with: ",") }
}
