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

    @Test func `makes nothing else of markup`() {
        #expect(written("<b>x</b> [lien](javascript:alert(1))") == ["<b>x</b> [lien](javascript:alert(1))"])
        #expect(written("") == [])
        let page = DocumentPage(
            title: "T", kind: "K", level: nil, reference: nil, blocks: ReadingText("*<i>*").blocks, isCut: false)
        let html = try? PageLibrary.bundled().html(page, in: .visitor)
        #expect(html?.contains("<p><em>&lt;i&gt;</em></p>") == true)
    }
}
