/// Cuts a text into passages: whole paragraphs, as many as fit; a paragraph that is too long is cut after a sentence, or between words.
struct Passages: Sendable {
    /// Words a passage has at most.
    let wordsMax: Int

    func cut(_ text: String) -> [Passage] {
        var passages: [Passage] = []
        var current: [Substring] = []
        var words = 0
        var lines = LineCounter(text)
        func finish() {
            if let first = current.first, let last = current.last {
                let start = lines.line(at: first.startIndex)
                let end = lines.line(at: last.endIndex)
                passages.append(Passage(text: current.joined(separator: "\n\n"), lines: start...end))
            }
            current = []
            words = 0
        }
        for piece in Self.paragraphs(text).flatMap(pieces) {
            let count = Self.wordCount(piece)
            if words + count > wordsMax { finish() }
            current.append(piece)
            words += count
        }
        finish()
        return passages
    }

    /// What empty lines part.
    private static func paragraphs(_ text: String) -> [Substring] {
        var paragraphs: [Substring] = []
        var start: String.Index?
        var end = text.startIndex
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.allSatisfy(\.isWhitespace) {
                if let from = start { paragraphs.append(text[from..<end]) }
                start = nil
            } else {
                if start == nil { start = line.startIndex }
                end = line.endIndex
            }
        }
        if let from = start { paragraphs.append(text[from..<end]) }
        return paragraphs
    }

    /// The paragraph, or parts of it that are short enough.
    private func pieces(_ paragraph: Substring) -> [Substring] {
        guard Self.wordCount(paragraph) > wordsMax else { return [paragraph] }
        var pieces: [Substring] = []
        var start = paragraph.startIndex
        var sentence: String.Index?
        var words = 0
        var last = paragraph.startIndex
        for word in paragraph.split(whereSeparator: \.isWhitespace) {
            if words == wordsMax {
                let cut = sentence ?? last
                pieces.append(paragraph[start..<cut])
                start = cut
                words = Self.wordCount(paragraph[start..<word.startIndex])
                sentence = nil
            }
            words += 1
            last = word.endIndex
            if let end = word.last, ".!?…".contains(end) { sentence = word.endIndex }
        }
        if start < paragraph.endIndex { pieces.append(paragraph[start...]) }
        return pieces
    }

    private static func wordCount(_ text: Substring) -> Int {
        var count = 0
        var isInside = false
        for byte in text.utf8 {
            let isSpace = byte == 0x20 || (0x09...0x0D).contains(byte)
            if !isSpace, !isInside { count += 1 }
            isInside = !isSpace
        }
        return count
    }
}
