/// The forms one slip away from a word.
///
/// hunspell's own search costs 20 to 170 ms a word; asking its dictionary for these forms costs a few, and the
/// kinds of slip can be tried in the order in which pupils make them.
struct SpellingCandidates {
    /// The kinds of slip, likeliest first.
    enum Slip: CaseIterable {
        case accent, doubling, swap, surplus, twoAccents, missingSpace, omission, replacement
    }

    /// The kinds that give few forms.
    static let quick: [Slip] = [.accent, .doubling, .swap, .surplus]

    private static let accents: [Character: [Character]] = [
        "a": ["à", "â"], "à": ["a", "â"], "â": ["a", "à"],
        "e": ["é", "è", "ê"], "é": ["è", "e", "ê"], "è": ["é", "e", "ê"], "ê": ["é", "è", "e"],
        "ë": ["e", "è"],
        "i": ["î", "ï"], "î": ["i", "ï"], "ï": ["i"],
        "o": ["ô"], "ô": ["o"], "u": ["û", "ù"], "û": ["u", "ù"], "ù": ["u"], "c": ["ç"], "ç": ["c"],
    ]
    private static let letters: [Character] = Array("esarintulomdpcvqfbghjxyzéèêàç'")

    private let word: [Character]

    init(_ word: String) {
        self.word = Array(word)
    }

    func forms(_ slip: Slip) -> [String] {
        switch slip {
        case .accent: accents(of: word)
        case .twoAccents: twoAccents
        case .missingSpace: word.indices.dropFirst(2).dropLast().map { spaced(at: $0) }
        case .doubling: doublings
        case .swap: swaps
        case .surplus: deletions
        case .omission: insertions
        case .replacement: replacements(in: word) { _ in Self.letters }
        }
    }

    private func accents(of word: [Character]) -> [String] {
        replacements(in: word) { Self.accents[$0] ?? [] }
    }

    private var twoAccents: [String] {
        accents(of: word).flatMap { accents(of: Array($0)) }
    }

    private func spaced(at index: Int) -> String {
        String(word[..<index]) + " " + String(word[index...])
    }

    private func replacements(in word: [Character], _ letters: (Character) -> [Character]) -> [String] {
        word.indices.flatMap { index in
            letters(word[index]).filter { $0 != word[index] }.map { letter in
                var copy = word
                copy[index] = letter
                return String(copy)
            }
        }
    }

    private var doublings: [String] {
        word.indices.flatMap { index in
            var doubled = word
            doubled.insert(word[index], at: index)
            guard index + 1 < word.count, word[index] == word[index + 1] else { return [String(doubled)] }
            var single = word
            single.remove(at: index)
            return [String(single)]
        }
    }

    private var swaps: [String] {
        word.indices.dropLast().filter { word[$0] != word[$0 + 1] }.map { index in
            var copy = word
            copy.swapAt(index, index + 1)
            return String(copy)
        }
    }

    private var deletions: [String] {
        word.indices.map { index in
            var copy = word
            copy.remove(at: index)
            return String(copy)
        }
    }

    private var insertions: [String] {
        (0...word.count).flatMap { index in
            Self.letters.map { letter in
                var copy = word
                copy.insert(letter, at: index)
                return String(copy)
            }
        }
    }
}
