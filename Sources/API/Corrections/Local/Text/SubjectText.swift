/// What the subject gives: the text to read and the terms a copie is expected to take up.
struct SubjectText {
    private static let termLimit = 12
    private static let themeLimit = 20

    let texte: FoldedText
    private let pairs: Set<ArraySlice<String>>
    /// How many words the text has, by the rule of the contraction.
    let contractionUnits: Int
    /// The key words, then the other content words of the subject.
    let terms: [SubjectTerm]
    /// The words that recur in the text, most frequent first: what a contraction has to keep.
    let themes: [SubjectTerm]
    /// Every word of the épreuve in lower case, accents kept: whoever writes it so has not misspelt it.
    let vocabulary: Set<String>

    init(_ request: CorrectorRequest) {
        texte = FoldedText(String(request.texte.prefix(ParsedText.characterLimit)))
        pairs = texte.runs(ofLength: 2)
        contractionUnits = ContractionCount.units(in: ParsedText(request.texte))
        let names = Self.names(in: [request.sujet, request.consignes, request.texte])
        let keyWords = Self.contentWords(of: request.motsCles, without: [])
        let others = Self.contentWords(of: [request.sujet], without: StopWords.ofSubjects)
        let all = keyWords + others.filter { other in !keyWords.contains { $0.radical == other.radical } }
        // Key words are kept in lower case; a name is shown as the subject writes it.
        terms = all.map { SubjectTerm(radical: $0.radical, form: names[Folding.word($0.form)] ?? $0.form) }
        themes = Self.recurrent(in: request.texte)
        let written = [request.sujet, request.consignes, request.texte] + request.motsCles
        vocabulary = Set(written.flatMap { ParsedText($0).words.map { $0.core.lowercased() } })
    }

    /// Returns how the passage between quotation marks relates to the text.
    func match(_ quotation: Quotation) -> QuotationMatch {
        if quotation.pieces.allSatisfy(texte.contains) { return .exact }
        let quoted = quotation.pieces.flatMap { zip($0, $0.dropFirst()).map { [$0, $1] } }
        guard quoted.count >= 3 else { return .absent }
        let found = quoted.count { pairs.contains($0[...]) }
        return Double(found) >= Double(quoted.count) * 0.7 ? .close : .absent
    }

    private static func contentWords(of texts: [String], without stopWords: Set<String>) -> [SubjectTerm] {
        var terms: [SubjectTerm] = []
        for word in texts.flatMap(Self.writtenWords) {
            guard let folded = word.bearer(lettersMin: 4, without: stopWords) else { continue }
            let radical = Folding.radical(ofFolded: folded)
            if !terms.contains(where: { $0.radical == radical }) {
                terms.append(SubjectTerm(radical: radical, form: word.form))
            }
            if terms.count == termLimit { break }
        }
        return terms
    }

    private static func recurrent(in text: String) -> [SubjectTerm] {
        var counts: [String: (form: String, count: Int, rank: Int)] = [:]
        for word in writtenWords(text) {
            guard let folded = word.bearer(lettersMin: 5) else { continue }
            let radical = Folding.radical(ofFolded: folded)
            let known = counts[radical] ?? (word.form, 0, counts.count)
            counts[radical] = (known.form, known.count + 1, known.rank)
        }
        let ranked = counts.sorted { ($1.value.count, $0.value.rank) < ($0.value.count, $1.value.rank) }
        let recurrent = ranked.filter { $0.value.count > 1 }
        // A short text repeats little: its first words then stand for its themes.
        let kept = recurrent.count < 5 ? ranked.prefix(10) : recurrent.prefix(themeLimit)
        return kept.map { SubjectTerm(radical: $0.key, form: $0.value.form) }
    }

    private static func writtenWords(_ text: String) -> [CompoundWord] {
        ParsedText(text).words.map { CompoundWord($0.core) }
    }

    /// The names that texts write inside a sentence, by their folded form.
    private static func names(in texts: [String]) -> [String: String] {
        var names: [String: String] = [:]
        for word in texts.flatMap({ Array(ParsedText($0).words) }) where !word.opensSentence {
            guard word.core.first?.isUppercase == true else { continue }
            let folded = Folding.word(word.core)
            if names[folded] == nil { names[folded] = word.core }
        }
        return names
    }
}
