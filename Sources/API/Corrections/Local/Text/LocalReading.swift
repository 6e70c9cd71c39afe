import Events

/// Everything the criteria look at; each of them is a pure function of it.
struct LocalReading {
    let type: EpreuveType
    let subject: SubjectText
    /// The whole copie, where spelling is judged.
    let copie: ParsedText
    /// The discourse to judge: the essai of a technological copie, otherwise the copie.
    let discourse: ParsedText
    /// Set for a technological copie only.
    let parts: ContractionParts?
    let ownWords: OwnWords
    let faults: [SpellingFault]
    let matches: [QuotationMatch]
    /// Of each sentence of the discourse with a quotation that is commented: the notion of analysis that stands near, with a verb of
    /// interpretation, in the same sentence or the next.
    let comments: [Int: String]
    /// The wording of the subject, for the outline given in place of a model answer.
    let sujet: String

    init(_ request: CorrectorRequest, copie: ParsedText, subject: SubjectText, faults: [SpellingFault]) {
        type = request.type
        sujet = request.sujet
        self.subject = subject
        self.copie = copie
        self.faults = faults
        let parts =
            request.type == .contractionEssai
            ? ContractionParts(copie, expectedUnits: subject.contractionUnits / 4) : nil
        self.parts = parts
        discourse = parts?.essai ?? copie
        ownWords = OwnWords(parts?.essai ?? copie, subject: subject)
        matches = (parts?.essai ?? copie).quotations.map(subject.match)
        comments = Self.comments(in: parts?.essai ?? copie)
    }

    private static func comments(in text: ParsedText) -> [Int: String] {
        var comments: [Int: String] = [:]
        for index in Set(text.quotationSentences.compactMap(\.self)) {
            let near = text.sentences[index..<min(index + 2, text.sentences.count)]
            let words = FoldedText(near.map { text.string($0.range) }.joined(separator: " "))
            guard !words.used(of: AnalysisVocabulary.interpretation).isEmpty else { continue }
            comments[index] = AnalysisVocabulary.notions.lazy.compactMap { words.used(of: $0).first?.text }.first
        }
        return comments
    }

    /// The words of a full copie in 4 h, by usage; no text fixes a length, so nothing here is official.
    var expectedWords: Int {
        switch type {
        case .commentaire: 1_300
        case .dissertation: 1_400
        case .contractionEssai: 600
        }
    }

    /// How much of the expected length there is, at most 1: a short text shows little of anything.
    var completeness: Double {
        min(1, Double(ownWords.count) / Double(expectedWords))
    }

    /// How much of the expected contraction there is, at most 1.
    var contractionCompleteness: Double {
        guard let parts, subject.contractionUnits > 0 else { return 0 }
        let expected = Double(subject.contractionUnits) / 4 * 0.9
        return min(1, Double(ContractionCount.units(in: parts.contraction)) / expected)
    }
}

extension LocalReading {
    /// What serves as the introduction: the first developed paragraph, with a short one right after it.
    var openingText: String {
        let paragraphs = discourse.developedParagraphs
        guard let first = paragraphs.first else { return "" }
        // An announcement of the plan is often a paragraph of its own.
        guard paragraphs.count > 3, let second = paragraphs.dropFirst().first,
            second.contains("?")
                || Folding.words(second).count < 60
        else { return first }
        return first + "\n" + second
    }

    var opening: FoldedText { FoldedText(openingText) }
}
