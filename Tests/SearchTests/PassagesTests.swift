import TestSupport
import Testing

@testable import Search

@Suite struct `Passages of a text` {
    @Test func `are whole paragraphs, as many as fit`() {
        let text = "un deux\n\ntrois quatre\n \ncinq six sept\n\n\nhuit"
        #expect(Passages(wordsMax: 4).cut(text).map(\.text) == ["un deux\n\ntrois quatre", "cinq six sept\n\nhuit"])
        #expect(Passages(wordsMax: 250).cut(" \n\n ").isEmpty)
    }

    @Test func `end a paragraph that is too long after a sentence, or between words`() {
        #expect(
            Passages(wordsMax: 5).cut("Un deux trois. Quatre cinq six sept huit neuf dix.").map(\.text)
                == ["Un deux trois.", " Quatre cinq six sept huit", " neuf dix."])
    }

    @Test(arguments: 0..<40) func `lose no word, and are never too long`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let pieces = ["mot ", "phrase. ", "\n", "\n\n", "long-mot, ", "\t", "fin ! "]
        let text = (0..<600).map { _ in pieces[Int(generator.next() % UInt64(pieces.count))] }.joined()
        let passages = Passages(wordsMax: 30).cut(text)
        func words(_ text: String) -> [Substring] { text.split(whereSeparator: \.isWhitespace) }
        #expect(passages.flatMap { words($0.text) } == words(text))
        #expect(passages.allSatisfy { words($0.text).count <= 30 })
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for passage in passages {
            let written = words(lines[passage.lines].joined(separator: " "))
            #expect(written.starts(with: words(passage.text)) || written.count > words(passage.text).count)
            #expect(Set(words(passage.text)).isSubset(of: Set(written)))
        }
    }
}

@Suite struct `The text of a Markdown document` {
    @Test func `has no marks`() {
        let markdown = """
            ## Le *plan*

            - **Gras**, `code` et [un lien](https://eduscol.example/a_b)
            > Citation de « _Candide_ »

            | Rubrique | Points |
            | --- | --- |
            | Oral | 12 |
            """
        #expect(
            PlainText.of(markdown)
                == "Le plan\n\nGras, code et un lien\nCitation de « Candide »\n\nRubrique ; Points\n\nOral ; 12")
    }

    @Test func `is the text itself when there are none`() {
        let text = "-- Oui, dit-il. 3 * 4 = 12 ; a_b_c\n\nFin."
        #expect(PlainText.of(text) == text)
    }
}
