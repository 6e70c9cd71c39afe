/// Decides which words may be charged to the pupil at all.
enum SpellingPolicy {
    private static let vowels: Set<Character> = ["a", "e", "i", "o", "u", "y"]

    /// Whether a dictionary can judge the word: not a fragment, a figure, an acronym or a jumble of case.
    static func isCheckable(_ word: Word) -> Bool {
        let core = word.core
        guard !word.isBroken, (3...30).contains(core.count), !core.contains(where: \.isNumber) else { return false }
        guard !core.dropFirst().contains(where: \.isUppercase) || core.contains("-") else { return false }
        return Folding.word(core).contains { vowels.contains($0) }
    }
}
