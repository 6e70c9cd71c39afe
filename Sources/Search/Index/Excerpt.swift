/// A piece of a text around what was found, white space made single spaces.
///
/// The places of the matches are numbers, not marks in the text: whoever shows it escapes the text as any other.
public struct Excerpt: Sendable, Equatable {
    public let text: String
    /// What was found, in UTF-16 code units of `text`, as JavaScript counts; in order, without overlap.
    public let highlights: [Range<Int>]

    /// The text in order, cut where a match begins or ends.
    public var segments: [(text: String, isMatch: Bool)] {
        var segments: [(String, Bool)] = []
        let units = Array(text.utf16)
        var from = 0
        for range in highlights {
            if range.lowerBound > from {
                segments.append((String(decoding: units[from..<range.lowerBound], as: UTF16.self), false))
            }
            segments.append((String(decoding: units[range], as: UTF16.self), true))
            from = range.upperBound
        }
        if from < units.count { segments.append((String(decoding: units[from...], as: UTF16.self), false)) }
        return segments
    }

    /// The first words of a text, nothing marked.
    static func beginning(of text: String) -> Excerpt { Excerpt(of: text, finding: [], TextAnalyzer.french) }

    /// The piece of `text` with the most of `terms`, and the earliest such piece.
    init(of text: String, finding terms: Set<String>, _ analyzer: TextAnalyzer) {
        let matches = terms.isEmpty ? [] : analyzer.words(of: text).filter { terms.contains($0.term) }
        let window = Self.window(in: text, matches)
        self = Self.shown(text, window, matches.map(\.range).filter { window.contains($0) })
    }

    private init(text: String, highlights: [Range<Int>]) {
        self.text = text
        self.highlights = highlights
    }

    /// In the text's UTF-8.
    private static func window(in text: String, _ matches: [AnalyzedWord]) -> Range<Int> {
        // Bytes, not characters: a tenth of French letters has two.
        let length = SearchLimits.excerptCharacters * 11 / 10
        var best = (distinct: 0, all: 0, start: 0, end: 0)
        for (index, first) in matches.enumerated() {
            let inside = matches[index...].prefix { $0.range.upperBound <= first.range.lowerBound + length }
            let distinct = Set(inside.map(\.term)).count
            if (distinct, inside.count) > (best.distinct, best.all) {
                best = (distinct, inside.count, first.range.lowerBound, inside.last?.range.upperBound ?? 0)
            }
        }
        // What was found stands in the middle of what is shown.
        let spare = max(0, length - (best.end - best.start))
        let total = text.utf8.count
        let start = max(0, min(best.start - spare / 2, total - length))
        return aligned(start..<min(total, start + length), in: text, keeping: best.start..<best.end)
    }

    /// Cut between words.
    private static func aligned(_ window: Range<Int>, in text: String, keeping: Range<Int>) -> Range<Int> {
        let bytes = Array(text.utf8)
        func isSpace(_ index: Int) -> Bool { bytes[index] == 0x20 || (0x09...0x0D).contains(bytes[index]) }
        var start = window.lowerBound
        if start > 0 {
            while start < bytes.count, start < max(keeping.lowerBound, window.lowerBound), !isSpace(start - 1) {
                start += 1
            }
            while start > 0, start < bytes.count, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        }
        var end = window.upperBound
        if end < bytes.count {
            while end > max(keeping.upperBound, start), !isSpace(end) { end -= 1 }
            if end <= start { end = window.upperBound }
            while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        }
        return start..<end
    }

    private static func shown(_ text: String, _ window: Range<Int>, _ matches: [Range<Int>]) -> Excerpt {
        let bytes = Array(text.utf8)
        var shown = window.lowerBound > 0 ? "… " : ""
        var highlights: [Range<Int>] = []
        var at = window.lowerBound
        // Since the last word: what an empty line parts, a heading and its text, runs not into one another.
        var lineEnds = 0
        func append(upTo end: Int) {
            let piece = String(decoding: bytes[at..<end], as: UTF8.self)
            for character in piece {
                if !character.isWhitespace {
                    if lineEnds > 1, let last = shown.last(where: { $0 != " " }), last.isLetter || last.isNumber {
                        shown += "· "
                    }
                    lineEnds = 0
                    shown.append(character)
                } else {
                    if character.isNewline { lineEnds += 1 }
                    if let last = shown.last, last != " " { shown.append(" ") }
                }
            }
            at = end
        }
        for match in matches {
            append(upTo: match.lowerBound)
            let before = shown.utf16.count
            let isParted = lineEnds > 1
            append(upTo: match.upperBound)
            // A mark between paragraphs is no part of what was found.
            let start = isParted && shown.utf16.dropFirst(before).starts(with: "· ".utf16) ? before + 2 : before
            highlights.append(start..<shown.utf16.count)
        }
        append(upTo: window.upperBound)
        while shown.last == " " { shown.removeLast() }
        if window.upperBound < bytes.count { shown += " …" }
        return Excerpt(text: shown, highlights: highlights)
    }
}

extension Range<Int> {
    fileprivate func contains(_ other: Range<Int>) -> Bool {
        lowerBound <= other.lowerBound && other.upperBound <= upperBound
    }
}
