import Events
import Testing

@testable import API

@Suite struct `Evidence in a copie` {
    @Test func `a misspelt word is quoted with its context and a suggestion`() async throws {
        let correction = try await LocalRequests.correct(.commentaire, SampleCopies.courte)
        let found = correction.annotations.filter { $0.type == .erreur }
        let fault = try #require(found.first { $0.extrait.contains("interessant") })
        #expect(fault.commentaire.contains("« intéressant »"))
        #expect(SampleCopies.courte.contains(fault.extrait))
        #expect(found.contains { $0.commentaire.contains("« parce que »") })
    }

    @Test func `names, words of the subject, cut words and noise of the reading are not faults`() async throws {
        let copie = """
            Le poète Zlatomir Brankovic écrit à Krznavia, où vit Orvelune. Brankovic y pense sans cesse. L'histoire \
            de la glabouille est racon-
            tée par un ami, x qz rt 3èm ABCDEF et le PDFx.
            """
        let faults = try await Self.faults(copie, vocabulary: ["glabouille"])
        #expect(faults == [])
    }

    @Test func `a fault is counted once however often it is written`() async throws {
        let text = ParsedText("Le poéme est beau. Ce poéme est court, et le poéme finit mal. Malgrés tout, il plaît.")
        let review = try await Self.checker().review(text, vocabulary: [])
        #expect(review.faults.map(\.word.text) == ["poéme", "Malgrés"])
        #expect(review.faults.first?.occurrences == 3)
        #expect(review.faults.first?.suggestions.contains("poème") == true)
    }

    @Test(arguments: [
        "« C’EST UN TROU DE VERDURE »", "“Nature, berce-le  chaudement”", "\"la lumiere pleut\"",
        "« Un soldat jeune […] Dort »", "« chante une riviere / accrochant follement »",
    ])
    func `a quotation is found in the text whatever its accents, spaces and quotes`(quotation: String) throws {
        let subject = SubjectText(LocalRequests.request(.commentaire, copie: ""))
        let found = try #require(ParsedText("Le poète écrit \(quotation) ici.").quotations.first)
        #expect(subject.match(found) == .exact)
    }

    @Test func `an altered quotation is close, an invented one is absent`() {
        let subject = SubjectText(LocalRequests.request(.commentaire, copie: ""))
        let text = ParsedText("« Les pieds dans les jolis glaïeuls il dort souriant » et « le canon tonne au loin ».")
        #expect(text.quotations.map(subject.match) == [.close, .absent])
    }

    @Test func `an exact quotation that is commented is praised, each time with another notion`() async throws {
        let correction = try await LocalRequests.correct(.commentaire, SampleCopies.commentaire)
        let praise = correction.annotations.filter { $0.type == .bravo }
        #expect((1...3).contains(praise.count))
        #expect(Set(praise.map(\.commentaire)).count == praise.count)
        #expect(praise.allSatisfy { $0.commentaire.contains("commentée") })
    }

    @Test func `an exact quotation that proves nothing, or that nothing comments, is not praised`() async throws {
        let added = "\n\nIl écrit « C'est » puis « un trou », « Un soldat jeune » et « la nuque baignant » encore."
        let correction = try await LocalRequests.correct(.commentaire, SampleCopies.courte + added)
        #expect(!correction.annotations.contains { $0.extrait == "C'est" || $0.extrait == "un trou" })
        #expect(!correction.annotations.contains { $0.type == .bravo })
        let bare = correction.annotations.filter { $0.commentaire.hasPrefix("Citation exacte") }
        #expect(bare.count == 1 && bare.first?.type == .remarque)
    }

    @Test func `terms of the subject are whole words, names as they are written`() {
        let request = CorrectorRequest(
            type: .dissertation, scheme: .official(for: .dissertation),
            sujet: "La poésie de Rimbaud change-t-elle avec la guerre franco-prussienne ?", texte: "", consignes: "",
            motsCles: ["rimbaud", "poésie"], copie: "")
        let forms = SubjectText(request).terms.map(\.form)
        #expect(forms == ["Rimbaud", "poésie", "change", "guerre", "franco-prussienne"])
    }

    @Test func `Latin of the trade and terms between quotation marks are no faults`() async throws {
        let text = "Le locus amoenus devient un « sturm und drang » du poète, et l'ekzemple reste."
        #expect(try await Self.faults(text, vocabulary: []) == ["l'ekzemple"])
    }

    /// Was quadratic: 46 s in release.
    @Test(.timeLimit(.minutes(1))) func `thousands of quotations in one sentence are read in time`() async throws {
        let copie = SampleCopies.courte + String(repeating: " « a b c d »", count: 5_000)
        #expect(try await LocalRequests.correct(.commentaire, copie).note < 10)
    }

    @Test func `a sentence too long is shown`() async throws {
        let long =
            "Le soldat " + Array(repeating: "dort dans la verdure et", count: 12).joined(separator: " ") + " rêve."
        let correction = try await LocalRequests.correct(.commentaire, SampleCopies.courte + "\n\n" + long)
        #expect(correction.annotations.contains { $0.type == .remarque && $0.commentaire.contains("Phrase de") })
    }

    @Test(arguments: [
        ("L'auteur parle", 3), ("C'est-à-dire", 4), ("aujourd'hui", 1), ("a-t-il dit", 3), ("après-midi", 2),
        ("En 1789, l’ONU", 4),
    ])
    func `words are counted as for a contraction`(text: String, units: Int) {
        #expect(ContractionCount.units(in: ParsedText(text)) == units)
    }

    @Test func `the contraction is measured apart from the essai, by code`() async throws {
        let copie = SampleCopies.contraction + "\n\n" + SampleCopies.essai
        let correction = try await LocalRequests.correct(.contractionEssai, copie)
        let length = try #require(correction.rubriques.first { $0.titre == "Contraction : longueur" })
        #expect(length.note == 2, "\(length.indices)")
        let doubled = try await LocalRequests.correct(
            .contractionEssai, copie.replacing("La mort du livre", with: SampleCopies.courte + " La mort du livre"))
        #expect(doubled.rubriques.first { $0.titre == "Contraction : longueur" }?.note == 0)
    }

    @Test func `without a heading the written word count tells where the contraction ends`() {
        let copie = ParsedText(
            "Le livre demeure. (3 mots)\nLe livre plaît à tous.\nNombre de mots : 95\nL'essai suit ici.")
        let parts = ContractionParts(copie, expectedUnits: 90)
        #expect(parts.declaredUnits == 95)
        #expect(parts.boundary == .declaredCount)
        #expect(parts.essai.string(0..<parts.essai.characters.count).contains("suit"))
        #expect(!parts.contraction.folded.contains(word: "suit"))
    }

    private static func checker() throws -> SpellChecker {
        try SpellChecker(folder: LocalCorrector.systemDictionaryFolder)
    }

    private static func faults(_ copie: String, vocabulary: Set<String>) async throws -> [String] {
        try await checker().review(ParsedText(copie), vocabulary: vocabulary).faults.map(\.word.text)
    }
}
