/// Finds the paragraphs of a transcription, whose lines may be the pupil's or the paragraph's own.
///
/// A blank line always separates. Otherwise a line ends a paragraph when it closes a sentence and either is
/// clearly shorter than its neighbours, or the text is written one paragraph a line, or the next is indented.
struct ParagraphSplitter {
    /// From this median length, lines are taken for whole paragraphs.
    private static let wholeParagraphCharacters = 160
    private static let shortLineRatio = 0.75

    let characters: [Character]

    func paragraphs() -> [Range<Int>] {
        let lines = lines()
        let lengths = lines.filter { !$0.isEmpty }.map(\.count).sorted()
        guard !lengths.isEmpty else { return [] }
        let median = lengths[lengths.count / 2]
        var paragraphs: [Range<Int>] = []
        var start: Int?
        var end = 0
        for (index, line) in lines.enumerated() {
            if !line.isEmpty {
                start = start ?? line.lowerBound
                end = line.upperBound
            }
            let next = index + 1 < lines.count ? lines[index + 1] : nil
            guard let opened = start, line.isEmpty || ends(line, before: next, median: median) else { continue }
            paragraphs.append(opened..<end)
            start = nil
        }
        if let opened = start { paragraphs.append(opened..<end) }
        return paragraphs
    }

    private func ends(_ line: Range<Int>, before next: Range<Int>?, median: Int) -> Bool {
        guard let next else { return true }
        if isHeading(line) { return true }
        guard let last = line.last(where: { !characters[$0].isWhitespace }),
            Self.closing.contains(characters[last])
        else { return false }
        return median >= Self.wholeParagraphCharacters
            || Double(line.count) < Double(median) * Self.shortLineRatio
            || (next.first.map { characters[$0].isWhitespace } ?? false)
    }

    /// Whether the line is a title on its own: `Introduction`, `II. La mort cachée`, `Essai`.
    private func isHeading(_ line: Range<Int>) -> Bool {
        let words = Folding.words(String(characters[line]))
        guard let first = words.first, words.count <= 8 else { return false }
        let closes = line.last.map { Self.closing.contains(characters[$0]) } ?? false
        return !closes && Self.headings.contains(first)
    }

    /// The lines without their break; a line of white space alone is empty.
    private func lines() -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        for index in 0...characters.count where index == characters.count || characters[index].isNewline {
            let line = start..<index
            lines.append(line.allSatisfy { characters[$0].isWhitespace } ? start..<start : line)
            start = index + 1
        }
        return lines
    }

    private static let closing: Set<Character> = [".", "!", "?", "…", "»", "\"", "”", ":", ")"]
    private static let headings: Set<String> = [
        "introduction", "conclusion", "contraction", "essai", "i", "ii", "iii", "iv", "partie", "developpement",
    ]
}
