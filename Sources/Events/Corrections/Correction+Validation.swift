import Foundation

extension Correction {
    /// Checks that the correction follows the scheme, adds up, and is of bounded size (contract §0.7).
    public func validate(against scheme: MarkingScheme) throws(CorrectionDefect) {
        try validateNote()
        try validateRubrics(against: scheme)
        try validateTexts()
        try validateSize()
    }

    private func validateNote() throws(CorrectionDefect) {
        guard note >= 0, note <= MarkingScheme.total else { throw .noteOutOfRange(note) }
        guard note.isHalfPoint else { throw .notHalfPoint(titre: nil, note: note) }
        let expected = Mention(note: note)
        guard mention == expected else { throw .mentionDiffers(expected: expected, found: mention) }
    }

    private func validateRubrics(against scheme: MarkingScheme) throws(CorrectionDefect) {
        let expected = scheme.rubriques.map(\.titre)
        let found = rubriques.map(\.titre)
        guard found == expected else { throw .rubricsDiffer(expected: expected, found: found) }
        for (rubric, mark) in zip(scheme.rubriques, rubriques) {
            guard mark.max == rubric.max else {
                throw .maximumDiffers(titre: mark.titre, expected: rubric.max, found: mark.max)
            }
            guard mark.note >= 0, mark.note <= mark.max else {
                throw .rubricNoteOutOfRange(titre: mark.titre, note: mark.note, max: mark.max)
            }
            guard mark.note.isHalfPoint else { throw .notHalfPoint(titre: mark.titre, note: mark.note) }
        }
        let sum = rubriques.reduce(0) { $0 + $1.note }
        guard sum == note else { throw .sumDiffers(note: note, sum: sum) }
    }

    private func validateTexts() throws(CorrectionDefect) {
        try Self.validate(required: bilan.global, field: "bilan.global")
        try Self.validate(required: conseilFinal, field: "conseil_final")
        try Self.validate(text: corrigeType, field: "corrige_type")
        try Self.validate(texts: bilan.pointsForts, field: "bilan.points_forts")
        try Self.validate(texts: bilan.axesAmelioration, field: "bilan.axes_amelioration")
        for mark in rubriques {
            try Self.validate(required: mark.appreciation, field: "rubriques.appreciation")
            try Self.validate(texts: mark.conseils, field: "rubriques.conseils")
            try Self.validate(texts: mark.indices, field: "rubriques.indices")
        }
        guard annotations.count <= Limits.annotations else {
            throw .tooManyItems(field: "annotations", count: annotations.count)
        }
        for annotation in annotations {
            try Self.validate(required: annotation.extrait, field: "annotations.extrait")
            try Self.validate(required: annotation.commentaire, field: "annotations.commentaire")
        }
        try Self.validate(required: correcteur.fournisseur, field: "correcteur.fournisseur")
        try Self.validate(required: correcteur.modele, field: "correcteur.modele")
        try Self.validate(text: correcteur.avertissement ?? "", field: "correcteur.avertissement")
    }

    private func validateSize() throws(CorrectionDefect) {
        let bytes: Int
        do {
            bytes = try JSONEncoder().encode(self).count
        } catch {
            // Only a number that is not finite cannot be encoded, and none came this far.
            preconditionFailure("a correction with finite marks did not encode: \(error)")
        }
        guard bytes <= Limits.jsonBytes else { throw .tooLarge(jsonBytes: bytes) }
    }

    private static func validate(required text: String, field: String) throws(CorrectionDefect) {
        guard !text.allSatisfy(\.isWhitespace) else { throw .textMissing(field: field) }
        try validate(text: text, field: field)
    }

    private static func validate(text: String, field: String) throws(CorrectionDefect) {
        guard text.count <= Limits.textCharacters else {
            throw .textTooLong(field: field, characters: text.count)
        }
    }

    private static func validate(texts: [String], field: String) throws(CorrectionDefect) {
        guard texts.count <= Limits.listItems else { throw .tooManyItems(field: field, count: texts.count) }
        for text in texts { try validate(text: text, field: field) }
    }
}
