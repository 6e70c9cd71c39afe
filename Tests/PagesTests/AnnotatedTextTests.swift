import Testing

@testable import Pages

@Suite struct `A text with its annotations` {
    private func annotated(_ text: String, _ passages: String...) -> AnnotatedText {
        AnnotatedText(text, passages.map { .init(passage: $0, comment: "Vu.", kind: "remarque") })
    }

    /// The pieces, marked ones in brackets with their number.
    private func written(_ text: AnnotatedText) -> String {
        text.pieces.map { piece in piece.mark.map { "[\($0.number):\($0.text)]" } ?? piece.text }.joined()
    }

    @Test func `is cut where passages begin and end, in the order of the text`() {
        let text = annotated("Le poète chante la nuit.", "la nuit", "poète")
        #expect(written(text) == "Le [1:poète] chante [2:la nuit].")
        #expect(text.notes.map(\.number) == ["1", "2"])
        #expect(text.notes.map(\.annotation.passage) == ["poète", "la nuit"])
    }

    @Test func `marks a passage that comes twice in two places`() {
        #expect(written(annotated("la mer, la mer", "la mer", "la mer")) == "[1:la mer], [2:la mer]")
    }

    @Test func `never lays one mark over another`() {
        let text = annotated("la mer toujours", "la mer", "mer toujours")
        #expect(written(text) == "[1:la mer] toujours")
        #expect(text.notes.map(\.link) == ["#passage-1", nil])
    }

    @Test func `finds a passage over the end of a line`() {
        #expect(written(annotated("le\n  locus amoenus", "le locus")) == "[1:le\n  locus] amoenus")
    }

    @Test func `lists a passage that the text does not hold`() {
        let text = annotated("rien", "quelque chose", "")
        #expect(written(text) == "rien")
        #expect(text.notes.map(\.link) == [nil, nil])
    }

    @Test func `joins the lines that the edge of the paper ended, and no others`() {
        let long = String(repeating: "mot ", count: 15).dropLast()
        #expect(written(annotated("\(long)\nsuite\n\nautre")) == "\(long) suite\n\nautre")
        #expect(written(annotated("Nom :\nLéa")) == "Nom :\nLéa")
    }

    @Test func `is shown sheet by sheet when it is long, and each remark leads to its passage`() throws {
        let text = (0..<3_400).map { "le mot \($0)" }.joined(separator: " ")
        let annotations = ["mot 12 ", "mot 3399", "absent"].map {
            AnnotatedText.Annotation(passage: $0, comment: "", kind: "bravo")
        }
        let first = AnnotatedText(text, annotations, address: "/copie")
        #expect(first.notes.map(\.link) == ["#passage-1", "/copie?texte=2#passage-2", nil])
        #expect(first.turning?.place == "Page 1 sur 2" && first.turning?.next == "/copie?texte=2#texte")
        let sheets = (1...2).map { AnnotatedText(text, annotations, sheet: $0, address: "/copie") }
        let whole = text.replacing("mot 12 ", with: "[1:mot 12] ").replacing("mot 3399", with: "[2:mot 3399]")
        #expect(sheets.map { written($0) }.joined() == whole)
        #expect(sheets.allSatisfy { written($0).utf8.count <= TextSheets.bytesMax + 20 })
        #expect(AnnotatedText(text, [], sheet: 99).turning?.place == "Page 2 sur 2")
        #expect(AnnotatedText("", [], sheet: 0).turning == nil)
    }

    @Test func `loses no character, whatever is annotated`() {
        let text = "Été\u{301} 👩‍🚀 <b>\r\nla « mer »"
        for passages in [["mer"], ["👩‍🚀", "la"], ["<b> la"], []] as [[String]] {
            let pieces = AnnotatedText(text, passages.map { .init(passage: $0, comment: "", kind: "bravo") }).pieces
            #expect(pieces.map { $0.mark?.text ?? $0.text }.joined() == text)
        }
    }
}
