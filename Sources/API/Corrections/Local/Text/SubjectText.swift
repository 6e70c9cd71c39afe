/// What the subject gives: the text to read and the terms a copie is expected to take up.
struct SubjectText {
    let texte: FoldedText
    private let pairs: Set<ArraySlice<String>>
    /// How many words the text has, by the rule of the contraction.
    let contractionUnits: Int
    /// The radicals of the key words and of the content words of the subject, with a form to show.
    let terms: [String: String]
    /// The radicals that recur in the text, with a form to show: what a contraction has to keep.
    let themes: [String: String]
    /// Every word of the épreuve in lower case, accents kept: whoever writes it so has not misspelt it.
    let vocabulary: Set<String>

    init(_ request: CorrectorRequest) {
        texte = FoldedText(String(request.texte.prefix(CopieText.characterLimit)))
        pairs = texte.runs(ofLength: 2)
        contractionUnits = ContractionCount.units(in: CopieText(request.texte))
        terms = Self.contentWords(of: request.motsCles + [request.sujet])
        themes = Self.recurrent(in: request.texte)
        let all = [request.sujet, request.consignes, request.texte] + request.motsCles
        vocabulary = Set(all.flatMap(Self.writtenWords))
    }

    /// Returns how the passage between quotation marks relates to the text.
    func match(_ quotation: Quotation) -> QuotationMatch {
        if quotation.pieces.allSatisfy(texte.contains) { return .exact }
        let quoted = quotation.pieces.flatMap { zip($0, $0.dropFirst()).map { [$0, $1] } }
        guard quoted.count >= 3 else { return .absent }
        let found = quoted.count { pairs.contains($0[...]) }
        return Double(found) >= Double(quoted.count) * 0.7 ? .close : .absent
    }

    private static func contentWords(of texts: [String]) -> [String: String] {
        var terms: [String: String] = [:]
        for word in texts.flatMap(Self.writtenWords) {
            let folded = Folding.word(word)
            guard folded.count >= 4, !StopWords.all.contains(folded), !StopWords.ofSubjects.contains(folded)
            else { continue }
            let radical = Folding.radical(ofFolded: folded)
            terms[radical] = terms[radical] ?? word
        }
        return terms
    }

    private static func recurrent(in text: String) -> [String: String] {
        var counts: [String: (form: String, count: Int)] = [:]
        for word in writtenWords(text) {
            let folded = Folding.word(word)
            guard folded.count >= 5, !StopWords.all.contains(folded) else { continue }
            let radical = Folding.radical(ofFolded: folded)
            counts[radical] = (counts[radical]?.form ?? word, (counts[radical]?.count ?? 0) + 1)
        }
        let ranked = counts.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
        return Dictionary(uniqueKeysWithValues: ranked.prefix(20).map { ($0.key, $0.value.form) })
    }

    private static func writtenWords(_ text: String) -> [String] {
        CopieText(text).words.map { $0.core.lowercased() }
    }
}
