import Testing

@testable import Pages

@Suite struct `A document's text` {
    /// One line a block: headings with `#`, items with `-`, strong words in brackets, emphasis in braces.
    private func written(_ text: String) -> [String] {
        func runs(_ runs: [ReadingText.Run]) -> String {
            runs.map { $0.isStrong ? "[\($0.text)]" : $0.isEmphasis ? "{\($0.text)}" : $0.text }.joined()
        }
        return ReadingText(text).blocks.flatMap { block in
            (block.heading.map { ["# \($0)"] } ?? []) + (block.isParagraph ? [runs(block.runs)] : [])
                + block.items.map { "- \(runs($0.runs))" }
        }
    }

    @Test func `is headings, paragraphs and lists`() {
        let text = "Début\nsuite.\n\n## Un *titre*\nTexte :\n- un\n  encore\n- **deux**\n\nFin."
        #expect(written(text) == ["Début suite.", "# Un titre", "Texte :", "- un encore", "- [deux]", "Fin."])
    }

    @Test func `has strong words and emphasis, and leaves marks without a partner`() {
        #expect(written("a **b** *c* d * e ** f") == ["a [b] {c} d * e ** f"])
        #expect(written("2 * 3 = 6") == ["2 * 3 = 6"])
    }

    @Test func `keeps its lines where they are verses, and marks what was found`() {
        let text = "AU LECTEUR\n\nLa sottise, l’erreur,\nOccupent nos esprits\n- non, pas une liste\n\nFin"
        let blocks = ReadingText(text, keepsLines: true, found: 2...4).blocks
        #expect(
            blocks.map { $0.runs.map(\.text).joined() } == [
                "AU LECTEUR", "La sottise, l’erreur,\nOccupent nos esprits\n- non, pas une liste", "Fin",
            ])
        #expect(blocks.map(\.isFound) == [false, true, false] && blocks.map(\.isAnchor) == [false, true, false])
        #expect(ReadingText("a\nb", found: 7...9).blocks.map(\.isFound) == [false, true])
        let page = DocumentPage(
            title: "T", kind: "K", level: nil, reference: nil, blocks: blocks, isLined: true,
            sheet: (2, 3), address: "/bibliotheque/x")
        let html = (try? PageLibrary.bundled().html(page, in: .visitor)) ?? ""
        #expect(html.contains("<p id=\"passage\" class=\"passage\">La sottise, l’erreur,\nOccupent"))
        #expect(html.contains("Page 2 sur 3") && html.contains("href=\"/bibliotheque/x?page=3\""))
    }

    @Test func `is cut into sheets that together are the text`() {
        let verse = (0..<1_200).map { "Vers numéro \($0) d’un long poème" }
        let prose = String(repeating: "mot ", count: 15_000)
        for text in [verse.joined(separator: "\n"), verse.joined(separator: "\n\n"), "a\n\(prose)\nb", "", "court"] {
            let sheets = TextSheets(text)
            #expect(sheets.sheets.allSatisfy { $0.text.utf8.count <= TextSheets.bytesMax })
            let words = sheets.sheets.flatMap { $0.text.split(whereSeparator: \.isWhitespace) }
            #expect(words == text.split(whereSeparator: \.isWhitespace))
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            for line in stride(from: 0, to: lines.count, by: 97) {
                let sheet = sheets.sheets[sheets.sheet(ofLine: line)]
                let shown = sheet.text.split(separator: "\n", omittingEmptySubsequences: false)
                #expect(lines[line].hasPrefix(shown[line - sheet.firstLine]))
            }
        }
        #expect(TextSheets("court").sheets.count == 1 && TextSheets(prose).sheets.count > 2)
    }

    @Test func `makes nothing else of markup`() {
        #expect(written("<b>x</b> [lien](javascript:alert(1))") == ["<b>x</b> [lien](javascript:alert(1))"])
        #expect(written("") == [])
        let page = DocumentPage(
            title: "T", kind: "K", level: nil, reference: nil, blocks: ReadingText("*<i>*").blocks)
        let html = try? PageLibrary.bundled().html(page, in: .visitor)
        #expect(html?.contains("<p><em>&lt;i&gt;</em></p>") == true)
    }
}
