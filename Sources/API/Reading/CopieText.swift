import Foundation

/// Text as tools give it, made fit for storing and correcting.
enum CopieText {
    /// What a real hyphen joins to the word before: *peut-être*, *dit-il*, *elle-même*.
    private static let hyphenated: Set<String> = [
        "il", "ils", "elle", "elles", "on", "je", "tu", "nous", "vous", "moi", "toi", "lui",
        "même", "mêmes", "être", "ci", "t", "à", "dire",
    ]
    private static let lineEndHyphens: Set<Character> = ["-", "\u{2010}", softHyphen]
    private static let softHyphen: Character = "\u{AD}"

    /// Returns the text in NFC, without control characters, with the words cut at a line end joined again, at
    /// most one blank line in a row, and no longer than a limit.
    static func clean(_ raw: String, charactersMax: Int) -> String {
        let visible = String(String.UnicodeScalarView(raw.unicodeScalars.flatMap(visibleScalars)))
            .precomposedStringWithCanonicalMapping
        let lines = visible.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.trimmingCharacters(in: .whitespaces) }
        let text = foldBlankLines(joinCutWords(lines))
            .joined(separator: "\n")
            .filter { $0 != softHyphen }
        return String(text.prefix(charactersMax)).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Counts what holds a letter; dust, rules and numbers are not words.
    static func wordCount(_ text: String) -> Int {
        text.split(whereSeparator: \.isWhitespace).count { $0.contains(where: \.isLetter) }
    }

    private static func visibleScalars(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        switch scalar {
        case "\u{0C}": ["\n", "\n"]
        case "\n", "\t", "\u{AD}": [scalar]
        case "\u{85}", "\u{2028}", "\u{2029}": ["\n"]
        case "\u{FFFD}": []
        default:
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned: []
            default: [scalar]
            }
        }
    }

    private static func joinCutWords(_ lines: [String]) -> [String] {
        var joined: [String] = []
        for var line in lines {
            if let previous = joined.last, let (whole, rest) = join(previous, line) {
                joined[joined.count - 1] = whole
                guard !rest.isEmpty else { continue }
                line = rest
            }
            joined.append(line)
        }
        return joined
    }

    /// Moves the end of a cut word up to its beginning, if the first line ends with one.
    private static func join(_ first: String, _ second: String) -> (whole: String, rest: String)? {
        guard let hyphen = first.last, lineEndHyphens.contains(hyphen),
            let before = first.dropLast().last, before.isLetter,
            let after = second.first, after.isLowercase
        else { return nil }
        let tail = second.prefix { !$0.isWhitespace }
        let isReal = hyphen == "-" && hyphenated.contains(String(tail.prefix(while: \.isLetter)))
        let rest = second.dropFirst(tail.count).trimmingCharacters(in: .whitespaces)
        return (String(isReal ? first[...] : first.dropLast()) + tail, rest)
    }

    private static func foldBlankLines(_ lines: [String]) -> [String] {
        var folded: [String] = []
        for line in lines where !(line.isEmpty && folded.last?.isEmpty ?? true) {
            folded.append(line)
        }
        return folded
    }
}
