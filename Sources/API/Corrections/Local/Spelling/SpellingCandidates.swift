/// The forms one slip away from a word, likeliest slip first: accent, doubled letter, swap, missing letter.
///
/// hunspell's own search costs up to 170 ms a word; asking its dictionary for these few hundred forms costs
/// a few, and gives the same answer every time.
struct SpellingCandidates: Sequence {
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

    func makeIterator() -> some IteratorProtocol<String> {
        sequence(state: Stage(word: word)) { stage in stage.next() }
    }

    /// Hands out one family of slips after another, so that later ones are only made when needed.
    private struct Stage {
        let word: [Character]
        private var family = 0
        private var pending: [String] = []

        init(word: [Character]) {
            self.word = word
        }

        mutating func next() -> String? {
            while pending.isEmpty, family < 6 {
                pending = forms(of: family).reversed()
                family += 1
            }
            return pending.popLast()
        }

        private func forms(of family: Int) -> [String] {
            switch family {
            case 0: replacements { SpellingCandidates.accents[$0] ?? [] }
            case 1: doublings
            case 2: swaps
            case 3: deletions
            case 4: insertions
            default: replacements { _ in SpellingCandidates.letters }
            }
        }

        private func replacements(_ letters: (Character) -> [Character]) -> [String] {
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
                SpellingCandidates.letters.map { letter in
                    var copy = word
                    copy.insert(letter, at: index)
                    return String(copy)
                }
            }
        }
    }
}
