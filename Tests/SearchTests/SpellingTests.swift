import TestSupport
import Testing

@testable import Search

@Suite struct `Spelling` {
    @Test func `knows every word one mistake away`() {
        let near = EditDistance.neighbours(of: "vers")
        #expect(near.isSuperset(of: ["ver", "verts", "vrrs", "evrs", "vesr", "avers"]))
        #expect(!near.contains("vers") && !near.contains("v"))
        #expect(EditDistance.neighbours(of: "1857").isEmpty)
    }

    /// Each mistake that `QueryNoise` makes is one that is understood.
    @Test(arguments: 0..<80) func `undoes any one mistake`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let word = ["alexandrin", "dissertation", "commentaire", "apostrophe"][Int(generator.next() % 4)]
        let typo = QueryNoise.withTypo(word, using: &generator)
        #expect(typo == word || EditDistance.neighbours(of: typo).contains(word), "\(typo)")
    }

    private func vocabulary(_ words: [String: Int]) -> Vocabulary {
        Vocabulary(
            words.map { Vocabulary.Word(text: $0.key, term: TextAnalyzer.french.term(of: $0.key), count: $0.value) })
    }

    private func terms(_ word: String, in vocabulary: Vocabulary) -> [String] {
        TextAnalyzer.french.words(of: word).flatMap { vocabulary.terms(for: $0) }
    }

    @Test func `prefers the commonest of the near words`() {
        let words = vocabulary(["roman": 40, "romain": 3, "romans": 12])
        #expect(terms("romman", in: words) == ["roman"])
        #expect(terms("romaan", in: words) == ["roman", "romain"])
    }

    @Test func `compares runs of letters when no word is near`() {
        let words = vocabulary(["problematique": 4, "dissertation": 2, "vers": 9])
        #expect(terms("dissertattionn", in: words) == ["dissert"])
        #expect(terms("quelconque", in: words) == ["quelconqu"])
    }

    @Test func `finds a mistake in a form that the corpus has not`() {
        let words = vocabulary(["alexandrin": 4, "alexandre": 2])
        #expect(terms("alexndrins", in: words) == ["alexandrin"])
    }

    @Test func `leaves known and short words as they are`() {
        let words = vocabulary(["vers": 9, "verve": 1])
        #expect(terms("vers", in: words) == ["ver"])
        #expect(terms("vrs", in: words) == ["vr"])
    }
}
