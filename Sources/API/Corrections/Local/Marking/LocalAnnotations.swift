import Events

/// The remarks pinned to passages of the copie, each quoting it character for character.
struct LocalAnnotations {
    private static let praisedQuotations = 3
    /// Fewer words with a meaning of their own prove nothing: « C'est » is in every text.
    private static let praisedContentWords = 2
    private static let longSentences = 3
    private static let inexactQuotations = 3
    private static let slips = 4
    private static let extractCharacters = 240

    let reading: LocalReading

    init(_ reading: LocalReading) {
        self.reading = reading
    }

    /// At most 26, so below `Correction.Limits.annotations`.
    var all: [Correction.Annotation] {
        spelling + slips + quotations + longSentences
    }

    private var spelling: [Correction.Annotation] {
        reading.faults.prefix(SpellChecker.suggestionLimit).map { fault in
            let form = reading.copie.string(fault.word.range)
            let often = fault.occurrences > 1 ? " (\(fault.occurrences) fois dans la copie)" : ""
            let suggestions = French.quoted(fault.suggestions, limit: 3)
            return Correction.Annotation(
                extrait: context(of: fault.word.range),
                commentaire: suggestions.isEmpty
                    ? "« \(form) » est inconnu du dictionnaire\(often) : vérifiez ce mot."
                    : "« \(form) » est inconnu du dictionnaire\(often). Vouliez-vous écrire \(suggestions) ?",
                type: .erreur)
        }
    }

    private var slips: [Correction.Annotation] {
        let words = reading.copie.sentences.flatMap(\.words)
        let folded = words.map { Folding.words($0.text) }
        let found = Slips.corrections.filter { reading.copie.folded.contains($0.wrong) }
        return found.prefix(Self.slips).compactMap { slip in
            guard let range = range(of: slip.wrong, in: words, folded: folded) else { return nil }
            return Correction.Annotation(
                extrait: context(of: range), commentaire: "Écrivez plutôt « \(slip.right) ».", type: .erreur)
        }
    }

    private var quotations: [Correction.Annotation] {
        let discourse = reading.discourse
        let inexact = zip(discourse.quotations, reading.matches).lazy.filter { $0.1 == .close }
        return praise
            + inexact.prefix(Self.inexactQuotations).map {
                Correction.Annotation(
                    extrait: extract($0.0.range, of: discourse),
                    commentaire: "Citation presque exacte : recopiez-la mot pour mot.", type: .remarque)
            }
    }

    /// Exact quotations: some that are commented, each with another notion, and the first that is not, for all of its kind.
    private var praise: [Correction.Annotation] {
        let discourse = reading.discourse
        var praised: [Correction.Annotation] = []
        var notions: Set<String> = []
        var bare: [Quotation] = []
        for (index, sentence) in discourse.quotationSentences.enumerated() {
            let quotation = discourse.quotations[index]
            guard reading.matches[index] == .exact, quotation.contentWordCount >= Self.praisedContentWords else {
                continue
            }
            guard let notion = sentence.flatMap({ reading.comments[$0] }) else {
                bare.append(quotation)
                continue
            }
            guard praised.count < Self.praisedQuotations, notions.insert(notion).inserted else { continue }
            praised.append(
                Correction.Annotation(
                    extrait: extract(quotation.range, of: discourse),
                    commentaire:
                        "Citation exacte et commentée : le procédé est nommé (« \(notion) »), son effet aussi.",
                    type: .bravo))
        }
        guard let first = bare.first else { return praised }
        let others =
            bare.count > 1
            ? " \(French.count(bare.count - 1, "autre citation est", "autres citations sont")) dans ce cas." : ""
        let remark = Correction.Annotation(
            extrait: extract(first.range, of: discourse),
            commentaire: "Citation exacte, que rien ne commente près d'elle : nommez le procédé, puis dites l'effet."
                + others, type: .remarque)
        return praised + [remark]
    }

    private var longSentences: [Correction.Annotation] {
        reading.copie.sentences.lazy
            .filter { $0.words.count > LocalCorrector.longSentenceWords }
            .prefix(Self.longSentences)
            .map { sentence in
                Correction.Annotation(
                    extrait: extract(sentence.range, of: reading.copie),
                    commentaire:
                        "Phrase de \(sentence.words.count) mots : coupez-la en deux, le lecteur vous suivra mieux.",
                    type: .remarque)
            }
    }

    /// Returns the passage with up to two words on each side, inside its sentence.
    private func context(of range: Range<Int>) -> String {
        guard let words = reading.copie.sentences.first(where: { $0.range.overlaps(range) })?.words,
            let first = words.firstIndex(where: { $0.range.overlaps(range) }),
            let last = words.lastIndex(where: { $0.range.overlaps(range) })
        else { return reading.copie.string(range) }
        let start = words[max(0, first - 2)].range.lowerBound
        let end = words[min(words.count - 1, last + 2)].range.upperBound
        return extract(start..<end, of: reading.copie)
    }

    /// Returns the passage, cut without any sign added so that it still is one of the copie.
    private func extract(_ range: Range<Int>, of text: ParsedText) -> String {
        var range = range.lowerBound..<min(range.upperBound, range.lowerBound + Self.extractCharacters)
        while let first = range.first, text.characters[first].isWhitespace { range = first + 1..<range.upperBound }
        return text.string(range)
    }

    private func range(of phrase: Phrase, in words: [Word], folded: [[String]]) -> Range<Int>? {
        for start in words.indices where folded[start].first == phrase.words.first {
            var matched: [String] = []
            var end = start
            while end < words.count, matched.count < phrase.words.count {
                matched += folded[end]
                end += 1
            }
            if matched == phrase.words { return words[start].range.lowerBound..<words[end - 1].range.upperBound }
        }
        return nil
    }
}
