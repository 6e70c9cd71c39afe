import Testing

@testable import API

@Suite struct `Cleaning a text` {
    private func clean(_ raw: String) -> String { CopieText.clean(raw, charactersMax: 1000) }

    @Test(arguments: [
        ("la beau-\nté naît", "la beauté\nnaît"),
        ("la beau-\nté", "la beauté"),
        ("la beau\u{AD}\n  té naît", "la beauté\nnaît"),
        ("peut-\nêtre que", "peut-être\nque"),
        ("dit-\nil, enfin", "dit-il,\nenfin"),
        ("Saint-\nExupéry", "Saint-\nExupéry"),
        ("une liste -\nde mots", "une liste -\nde mots"),
        ("beau-\n\nté", "beau-\n\nté"),
        ("cons-\nti-\ntution", "constitution"),
    ])
    func `words cut at a line end are joined`(raw: String, expected: String) {
        #expect(clean(raw) == expected)
    }

    @Test func `blank lines are folded and pages kept apart`() {
        #expect(clean("\n\n un \n\n \n\ndeux\u{0C}trois\n") == "un\n\ndeux\n\ntrois")
    }

    @Test func `control and invisible characters go`() {
        #expect(clean("a\u{0}b\u{1B}[c\u{200B}\u{202E}d\u{FEFF}\u{FFFD}\r\ne") == "ab[cd\ne")
    }

    @Test func `accents are composed`() {
        #expect(Array(clean("e\u{301}te\u{301}").unicodeScalars) == ["\u{E9}", "t", "\u{E9}"])
    }

    @Test func `the length is limited`() {
        #expect(CopieText.clean(String(repeating: "é", count: 50), charactersMax: 10).count == 10)
    }

    @Test func `words hold a letter`() {
        #expect(CopieText.wordCount("Le 12 — | l’été\n\n. à") == 3)
    }
}
