import Events
import Hummingbird
import Pages
import Projections

/// A copie's correction as both its pupil and its teacher read it.
struct CorrectionView {
    let backend: Backend
    let texts: CopieContents
    let copie: HandedInCopie
    let csrf: String
    /// Where a new correction is asked for; nil when it cannot be.
    let again: String?
    /// The address of the page, and the sheet of the text that it is to show.
    let path: String
    let sheet: Int

    private var library: Library { backend.library }

    /// Nil while there is no correction.
    ///
    /// - Throws: `EventLogError`, `PayloadError`, `CopieContentsError`.
    func result() async throws -> CorrectionResult? {
        guard let last = copie.corrections.last, let given = try library.completed(at: last.position) else {
            return nil
        }
        let correction = given.correction
        let mark = try copie.marks.last.flatMap { try TeacherMark(at: $0.position, in: library) }
        let note = copie.note ?? correction.note
        return CorrectionResult(
            csrf: csrf, note: PageWords.note(note), mention: Mention(note: note).rawValue,
            overall: correction.bilan.global, teacherMark: try mark.map { try Self.given($0, self) },
            warning: correction.correcteur.avertissement,
            rubrics: correction.rubriques.enumerated().map { index, rubric in
                RubricResult(
                    number: index + 1, name: rubric.titre, note: rubric.note, max: rubric.max,
                    appreciation: rubric.appreciation, evidence: rubric.indices, advice: rubric.conseils)
            }, strengths: correction.bilan.pointsForts, axes: correction.bilan.axesAmelioration,
            annotated: AnnotatedText(
                try await text() ?? "", correction.annotations.map(Self.annotation), sheet: sheet, address: path),
            finalAdvice: correction.conseilFinal,
            model: correction.corrigeType.isEmpty ? nil : correction.corrigeType,
            versions: try versions(), again: copie.status == .done ? again : nil)
    }

    /// The text that was read, where there is no correction of it.
    ///
    /// - Throws: `CopieContentsError`.
    func plainText() async throws -> AnnotatedText? {
        try await text().map { AnnotatedText($0, [], sheet: sheet, address: path) }
    }

    /// The text that was read; nil when there is none, or its pupil was erased.
    ///
    /// - Throws: `CopieContentsError`.
    private func text() async throws -> String? {
        do throws(CopieContentsError) {
            return try await texts.text(of: copie)
        } catch .hidden {
            return nil
        }
    }

    /// Why the last attempt failed; nil when it did not.
    ///
    /// - Throws: `EventLogError`, `PayloadError`.
    func failure() throws -> (code: String, reason: String)? {
        try copie.failedAt.flatMap { try CopieBody.failure(at: $0, in: library) }
    }

    /// The teacher's comments, oldest first.
    ///
    /// - Throws: `EventLogError`, `PayloadError`.
    func comments() throws -> [TeacherComment] {
        try copie.comments.compactMap { position in
            guard let comment = try CommentBody(at: position, in: library) else { return nil }
            return TeacherComment(
                text: comment.text, author: try name(of: comment.author),
                date: Timestamp(comment.createdAt).map(PageWords.time) ?? "")
        }
    }

    /// The marks that teachers set, oldest first.
    ///
    /// - Throws: `EventLogError`, `PayloadError`.
    func marks() throws -> [GivenMark] {
        try copie.marks.compactMap { try TeacherMark(at: $0.position, in: library) }.map { try Self.given($0, self) }
    }

    private func versions() throws -> [CorrectionResult.Version] {
        let all = try CorrectionVersions(copie, by: backend.authors)
        let corrections = zip(all.versions, copie.corrections).map { version, given in
            (
                given.time,
                CorrectionResult.Version(
                    date: PageWords.time(given.time), by: Self.corrector(version), note: PageWords.note(version.note),
                    cause: PageWords.cause(version.cause), counts: version.counts)
            )
        }
        let marks = try zip(all.notes, copie.marks).enumerated().map { index, pair in
            (
                pair.1.time,
                CorrectionResult.Version(
                    date: PageWords.time(pair.1.time), by: try name(of: pair.0.author),
                    note: PageWords.note(pair.0.note),
                    cause: "note de l’enseignant", counts: index == all.notes.count - 1)
            )
        }
        return (corrections + marks).sorted { $0.0 > $1.0 }.map { $0.1 }
    }

    private static func corrector(_ version: CorrectionVersion) -> String {
        version.correction.correcteur.modeleDeLangue
            ? "\(version.provider), \(version.model)" : "règles embarquées (\(version.model))"
    }

    private static func given(_ mark: TeacherMark, _ view: CorrectionView) throws -> GivenMark {
        GivenMark(
            note: PageWords.note(mark.note), date: Timestamp(mark.createdAt).map(PageWords.time) ?? "",
            author: try view.name(of: mark.author), reason: mark.motif)
    }

    private func name(of author: String) throws -> String {
        try backend.authors.name(of: author) ?? "L’enseignant"
    }

    private static func annotation(_ one: Correction.Annotation) -> AnnotatedText.Annotation {
        .init(passage: one.extrait, comment: one.commentaire, kind: one.type.rawValue)
    }
}

extension Request {
    /// Which sheet of a copie's text is asked for, from 1; the first for anything that is no number.
    ///
    /// - Throws: a `Problem` 400.
    var sheet: Int { get throws { try FormFields(query: self)["texte"].flatMap { Int($0) } ?? 1 } }
}
