import Events
import Foundation
import Testing

@Suite struct `Validating a correction` {
    @Test func `one that adds up is accepted`() throws {
        try Samples.correction().validate(against: Samples.scheme)
    }

    @Test(arguments: [-0.5, 20.5, .nan, .infinity])
    func `a mark outside 0 to 20 is refused`(note: Double) {
        #expect(throws: CorrectionDefect.self) {
            try Samples.correction(note: note).validate(against: Samples.scheme)
        }
    }

    @Test func `a mark finer than a half point is refused`() {
        #expect(throws: CorrectionDefect.notHalfPoint(titre: nil, note: 13.25)) {
            try Samples.correction(note: 13.25).validate(against: Samples.scheme)
        }
        #expect(throws: CorrectionDefect.notHalfPoint(titre: "Argumentation", note: 6.25)) {
            try Samples.correction(marks: [3, 6.25, 2.25, 1.5]).validate(against: Samples.scheme)
        }
    }

    @Test func `rubrics that do not sum to the mark are refused`() {
        #expect(throws: CorrectionDefect.sumDiffers(note: 13.5, sum: 13)) {
            try Samples.correction(note: 13.5).validate(against: Samples.scheme)
        }
    }

    @Test func `rubrics of another grid, or in another order, are refused`() {
        #expect(throws: CorrectionDefect.self) {
            try Samples.correction().validate(against: .official(for: .commentaire))
        }
        let reversed = Samples.correction(titres: Samples.titres.reversed())
        #expect(throws: CorrectionDefect.rubricsDiffer(expected: Samples.titres, found: Samples.titres.reversed())) {
            try reversed.validate(against: Samples.scheme)
        }
    }

    @Test func `a maximum that is not the grid's is refused`() {
        #expect(throws: CorrectionDefect.maximumDiffers(titre: "Expression", expected: 4, found: 5)) {
            try Samples.correction(maxima: [4, 8, 4, 5]).validate(against: Samples.scheme)
        }
    }

    @Test func `a rubric above its maximum is refused`() {
        #expect(throws: CorrectionDefect.rubricNoteOutOfRange(titre: "Exemples", note: 4.5, max: 4)) {
            try Samples.correction(marks: [3, 4.5, 4.5, 1]).validate(against: Samples.scheme)
        }
    }

    @Test func `texts and lists are bounded`() {
        let long = String(repeating: "a", count: Correction.Limits.textCharacters + 1)
        #expect(throws: CorrectionDefect.textTooLong(field: "bilan.global", characters: 2_001)) {
            try Samples.correction(global: long).validate(against: Samples.scheme)
        }
        #expect(throws: CorrectionDefect.textMissing(field: "bilan.global")) {
            try Samples.correction(global: " \n").validate(against: Samples.scheme)
        }
        #expect(throws: CorrectionDefect.tooManyItems(field: "annotations", count: 31)) {
            try Samples.correction(annotations: 31).validate(against: Samples.scheme)
        }
    }

    @Test func `the whole stays below 30 kB of JSON`() {
        #expect {
            try Samples.correction(annotations: 30, comment: String(repeating: "é", count: 1_000))
                .validate(against: Samples.scheme)
        } throws: { error in
            guard case .tooLarge(let bytes) = error as? CorrectionDefect else { return false }
            return bytes > Correction.Limits.jsonBytes
        }
    }

    @Test func `a mention that is not the mark's is refused when it is read back`() throws {
        let json = String(decoding: try JSONEncoder().encode(Samples.correction()), as: UTF8.self)
            .replacing("Assez bien", with: "Très bien")
        let read = try JSONDecoder().decode(Correction.self, from: Data(json.utf8))
        #expect(throws: CorrectionDefect.mentionDiffers(expected: .assezBien, found: .tresBien)) {
            try read.validate(against: Samples.scheme)
        }
    }

    @Test(
        arguments: zip(
            [20, 16, 15.5, 14, 13.5, 12, 11.5, 10, 9.5, 0],
            [
                .tresBien, .tresBien, .bien, .bien, .assezBien, .assezBien, .passable, .passable, .insuffisant,
                .insuffisant,
            ] as [Mention]))
    func `the mention follows the mark`(note: Double, mention: Mention) {
        #expect(Mention(note: note) == mention)
    }

    @Test func `the stored names are those of the contract, and it reads back the same`() throws {
        let correction = Samples.correction(annotations: 1)
        let data = try JSONEncoder().encode(correction)
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(
            Set(object.keys) == [
                "note", "mention", "bilan", "rubriques", "annotations", "corrige_type", "conseil_final", "provisoire",
                "correcteur",
            ])
        let bilan = try #require(object["bilan"] as? [String: Any])
        #expect(Set(bilan.keys) == ["global", "points_forts", "axes_amelioration"])
        #expect(try JSONDecoder().decode(Correction.self, from: data) == correction)
    }
}

private enum Samples {
    static let scheme = MarkingScheme.official(for: .dissertation)
    static let titres = ["Problématisation", "Argumentation", "Exemples", "Expression"]

    static func correction(
        note: Double? = nil, marks: [Double] = [3, 6, 2.5, 1.5], titres: [String] = titres,
        maxima: [Double] = [4, 8, 4, 4], global: String = "Ensemble solide.", annotations: Int = 0,
        comment: String = "À vérifier."
    ) -> Correction {
        Correction(
            note: note ?? marks.reduce(0, +),
            bilan: Correction.Bilan(global: global, pointsForts: ["Clair."], axesAmelioration: []),
            rubriques: zip(titres, zip(marks, maxima)).map { titre, figures in
                Correction.RubricMark(
                    titre: titre, note: figures.0, max: figures.1, appreciation: "Bien.", conseils: [], indices: [])
            },
            annotations: Array(
                repeating: Correction.Annotation(extrait: "un mot", commentaire: comment, type: .remarque),
                count: annotations),
            corrigeType: "", conseilFinal: "Continuez.", provisoire: false,
            correcteur: Correction.Correcteur(
                fournisseur: "essai", modele: "m-1", modeleDeLangue: true, avertissement: nil))
    }
}
