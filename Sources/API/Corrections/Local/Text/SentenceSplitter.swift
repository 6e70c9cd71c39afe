/// Finds where the sentences of a paragraph end.
struct SentenceSplitter {
    let characters: [Character]

    /// Returns the sentences of a paragraph, each with its closing mark.
    func sentences(in paragraph: Range<Int>) -> [Range<Int>] {
        var sentences: [Range<Int>] = []
        var start = paragraph.lowerBound
        var index = start
        while index < paragraph.upperBound {
            index += 1
            guard Self.terminators.contains(characters[index - 1]) else { continue }
            while index < paragraph.upperBound, Self.terminators.contains(characters[index]) { index += 1 }
            guard ends(at: index - 1, in: paragraph) else { continue }
            index = endOfClosers(from: index, limit: paragraph.upperBound)
            sentences.append(start..<index)
            start = index
        }
        if start < paragraph.upperBound { sentences.append(start..<paragraph.upperBound) }
        return sentences.filter { $0.contains { characters[$0].isLetter } }
    }

    private func ends(at terminator: Int, in paragraph: Range<Int>) -> Bool {
        var next = endOfClosers(from: terminator + 1, limit: paragraph.upperBound)
        guard next < paragraph.upperBound else { return true }
        guard characters[next].isWhitespace || next > terminator + 1 else { return false }
        while next < paragraph.upperBound, characters[next].isWhitespace { next += 1 }
        guard next < paragraph.upperBound else { return true }
        if characters[next].isLowercase {
            // « Quoi ? » dit-il; « la nuit... » évoque: the sentence goes on.
            return characters[terminator] == "." && characters[terminator - 1] != "."
                && !followsAbbreviation(terminator, in: paragraph)
        }
        return characters[terminator] != "." || !followsAbbreviation(terminator, in: paragraph)
    }

    private func endOfClosers(from start: Int, limit: Int) -> Int {
        var index = start
        while index < limit {
            if Self.closers.contains(characters[index]) {
                index += 1
            } else if characters[index].isWhitespace, index + 1 < limit, characters[index + 1] == "»" {
                index += 2
            } else {
                break
            }
        }
        return index
    }

    /// Whether the full stop belongs to an initial or an abbreviation: `A. Rimbaud`, `p. 12`, `cf. le vers`.
    private func followsAbbreviation(_ stop: Int, in paragraph: Range<Int>) -> Bool {
        var start = stop
        while start > paragraph.lowerBound, characters[start - 1].isLetter { start -= 1 }
        guard start < stop else { return false }
        let word = String(characters[start..<stop])
        return word.count == 1 || Self.abbreviations.contains(word.lowercased())
    }

    private static let terminators: Set<Character> = [".", "!", "?", "…"]
    private static let closers: Set<Character> = ["»", "”", "\"", ")", "]"]
    private static let abbreviations: Set<String> = [
        "mme", "mlle", "mm", "cf", "ex", "vol", "chap", "art", "op", "cit", "ch", "vv", "pp", "st",
    ]
}
