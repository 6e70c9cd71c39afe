import Testing

@testable import Search

@Suite struct `Words as the index compares them` {
    struct Golden: Sendable, CustomTestStringConvertible {
        let text: String
        let terms: [String]
        var testDescription: String { text }
    }

    /// Every rule of the chain, and the accents' defect of the predecessor (D-33).
    static let golden = [
        Golden(text: "problématique", terms: ["problemat"]),
        Golden(text: "PROBLEMATIQUE", terms: ["problemat"]),
        Golden(text: "l'œuvre", terms: ["oeuvr"]),
        Golden(text: "L\u{2019}OEuvre", terms: ["oeuvr"]),
        Golden(text: "œuvres", terms: ["oeuvr"]),
        Golden(text: "Qu'est-ce qu\u{2019}une métaphore ?", terms: ["metaphor"]),
        Golden(text: "métaphores", terms: ["metaphor"]),
        Golden(text: "aujourd'hui", terms: ["aujourdhui"]),
        Golden(text: "lorsqu'Andromaque", terms: ["andromaqu"]),
        Golden(text: "Nænia, cæsura", terms: ["naeni", "caesur"]),
        Golden(text: "XIXᵉ siècle", terms: ["xix", "siecl"]),
        Golden(text: "me\u{301}thode", terms: ["method"]),
        Golden(text: "mé\u{AD}thode", terms: ["method"]),
        Golden(text: "subordonnée relative", terms: ["subordonne", "relat"]),
        Golden(text: "vis-à-vis", terms: ["vis", "vis"]),
        Golden(text: "le de la et pour", terms: []),
        Golden(text: "?!… — «»", terms: []),
        Golden(text: "1857", terms: ["1857"]),
        Golden(text: "ﬁgure de style", terms: ["figur", "styl"]),
    ]

    @Test(arguments: golden) func `go through one chain`(_ golden: Golden) {
        #expect(TextAnalyzer.french.terms(of: golden.text) == golden.terms)
    }

    @Test func `know where they stand in the text`() {
        let text = "L’œuvre, « Élévation »"
        let found = TextAnalyzer.french.words(of: text).map { word in
            String(decoding: Array(text.utf8)[word.range], as: UTF8.self)
        }
        #expect(found == ["œuvre", "Élévation"])
    }

    @Test func `are whole without stemming`() {
        #expect(TextAnalyzer(stems: false).terms(of: "Les métaphores filées") == ["metaphores", "filees"])
    }

    @Test func `keep at most so many letters`() {
        let word = String(repeating: "é", count: 5_000)
        #expect(TextAnalyzer(stems: false).terms(of: word) == [String(repeating: "e", count: WordFolder.lettersMax)])
    }
}
