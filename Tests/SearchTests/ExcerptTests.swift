import TestSupport
import Testing

@testable import Search

@Suite struct `An excerpt` {
    private func excerpt(_ text: String, _ query: String) -> Excerpt {
        Excerpt(of: text, finding: Set(TextAnalyzer.french.terms(of: query)), .french)
    }

    private func marked(_ excerpt: Excerpt) -> String {
        excerpt.segments.map { $0.isMatch ? "[\($0.text)]" : $0.text }.joined()
    }

    @Test func `marks what was found, in whatever form`() {
        let text = "Les métaphores filées : une métaphore qui\n  se prolonge."
        #expect(
            marked(excerpt(text, "metaphore")) == "Les [métaphores] filées : une [métaphore] qui se prolonge.")
    }

    @Test func `counts as JavaScript does`() {
        let found = excerpt("😀 é\u{301} L’œuvre", "oeuvre")
        #expect(Array(found.text.utf16)[found.highlights[0]].elementsEqual("œuvre".utf16))
    }

    @Test func `shows the place with the most of the words`() {
        let filler = String(repeating: "du texte sans intérêt, ", count: 60)
        let found = excerpt("ironie. \(filler)L'ironie voltairienne du conte. \(filler)", "ironie voltairienne conte")
        #expect(marked(found).contains("L'[ironie] [voltairienne] du [conte]"))
        #expect(found.text.hasPrefix("… ") && found.text.hasSuffix(" …"))
        #expect(found.text.count <= SearchLimits.excerptCharacters + 40)
    }

    @Test func `is the beginning of a text in which nothing was found`() {
        let found = excerpt("Un début.\n\nUne suite.", "absent")
        #expect(found.text == "Un début. Une suite." && found.highlights.isEmpty)
        #expect(excerpt("", "absent").text.isEmpty)
    }

    @Test func `keeps a heading apart from what follows it`() {
        let parted = marked(excerpt("Ses formes\n\nAvec les deux termes", "termes"))
        #expect(parted == "Ses formes · Avec les deux [termes]")
        #expect(marked(excerpt("Ses formes\n\nTermes", "terme")) == "Ses formes · [Termes]")
        #expect(marked(excerpt("Ses formes.\n \nUn vers\nd'ironie", "ironie")) == "Ses formes. Un vers d'[ironie]")
    }

    @Test func `holds no mark-up of its own`() {
        let found = excerpt("<script>alert('ironie')</script> & ironie", "ironie")
        #expect(found.segments.map(\.text).joined() == found.text)
        #expect(found.text == "<script>alert('ironie')</script> & ironie")
    }

    /// Whatever the text: ranges in order, within it, and on whole characters' code units.
    @Test(arguments: 0..<60) func `of any text is sound`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let pieces = [
            "ironie", "Ironies", "é", "œ", "😀", " ", "\n\n", "l'", "’", "-", "e\u{301}", "mot", ".", "🏳️‍🌈", "\u{AD}",
        ]
        let text = (0..<400).map { _ in pieces[Int(generator.next() % UInt64(pieces.count))] }.joined()
        let found = excerpt(text, "ironie œ")
        var last = 0
        for range in found.highlights {
            #expect(range.lowerBound >= last && !range.isEmpty && range.upperBound <= found.text.utf16.count)
            last = range.upperBound
        }
        #expect(found.segments.map(\.text).joined() == found.text)
        #expect(!found.text.unicodeScalars.contains("\u{FFFD}"))
    }
}
