import Foundation

/// Judges the spelling of a copie with the French dictionary of hunspell, one copie after another.
///
/// In doubt the pupil is not charged: proper names, words of the subject, terms and titles between quotation marks (they may be in
/// another language), words cut at a line's end and what looks like noise of the automatic reading are left alone.
actor SpellChecker {
    /// Faults beyond these get no suggestions, and no annotation either.
    static let suggestionLimit = 12
    private let dictionary: Hunspell

    /// Opens `fr.aff` and `fr.dic` of a folder.
    init(folder: String) throws(SpellCheckerError) {
        let files = ["\(folder)/fr.aff", "\(folder)/fr.dic"]
        for file in files where !FileManager.default.isReadableFile(atPath: file) {
            throw .dictionaryMissing(path: file)
        }
        dictionary = try Hunspell.open(affixes: files[0], words: files[1])
    }

    /// Returns the misspelt forms in the order of the copie.
    func review(_ copie: ParsedText, vocabulary: Set<String>) -> SpellingReview {
        var forms: [String: (word: Word, count: Int)] = [:]
        var order: [String] = []
        var checked = 0
        let names = properNames(of: copie)
        let quoted = QuotedTerms(copie)
        for word in copie.words where SpellingPolicy.isCheckable(word) && !quoted.hold(word) {
            checked += 1
            let form = word.core.lowercased()
            if let known = forms[form] {
                forms[form] = (known.word, known.count + 1)
            } else if isFault(word, names: names, vocabulary: vocabulary) {
                forms[form] = (word, 1)
                order.append(form)
            }
        }
        return SpellingReview(checkedWords: checked, faults: faults(order.compactMap { forms[$0] }))
    }

    private func faults(_ found: [(word: Word, count: Int)]) -> [SpellingFault] {
        found.enumerated().map { index, item in
            let suggestions =
                index < Self.suggestionLimit
                ? neighbours(of: item.word.core.lowercased(), slips: SpellingCandidates.Slip.allCases, limit: 3) : []
            return SpellingFault(word: item.word, occurrences: item.count, suggestions: suggestions)
        }
    }

    private func isFault(_ word: Word, names: Set<String>, vocabulary: Set<String>) -> Bool {
        let core = word.core
        if vocabulary.contains(core.lowercased()) { return false }
        if dictionary.knows(core) || dictionary.knows(word.text) || dictionary.knows(core.lowercased()) {
            return false
        }
        if AnalysisVocabulary.unknownToDictionary.contains(core.lowercased()) { return false }
        guard word.startsWithCapital || core.first?.isUppercase == true else { return true }
        // A capital inside a sentence marks a name; at its start only a word one slip from a known one is charged.
        guard word.opensSentence, !names.contains(core) else { return false }
        return !neighbours(of: core.lowercased(), slips: SpellingCandidates.quick, limit: 1).isEmpty
    }

    private func properNames(of copie: ParsedText) -> Set<String> {
        Set(copie.words.lazy.filter { !$0.opensSentence && $0.core.first?.isUppercase == true }.map(\.core))
    }

    /// Returns known words one slip away, all of the likeliest kind of slip that gives any.
    private func neighbours(of word: String, slips: [SpellingCandidates.Slip], limit: Int) -> [String] {
        let candidates = SpellingCandidates(word)
        for slip in slips {
            var found: [String] = []
            for candidate in candidates.forms(slip) where !found.contains(candidate) && knows(candidate) {
                found.append(candidate)
                if found.count == limit { break }
            }
            if !found.isEmpty { return found }
        }
        return []
    }

    /// Whether every word of the form is known: a missing space makes two of one.
    private func knows(_ form: String) -> Bool {
        form.split(separator: " ").allSatisfy { dictionary.knows(String($0)) }
    }
}
