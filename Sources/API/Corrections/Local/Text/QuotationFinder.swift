/// Finds the quotations of a copie: « … », “…” and "…".
struct QuotationFinder {
    /// Marks further apart than this are taken for a pair that was never closed.
    private static let characterLimit = 600

    let characters: [Character]

    func quotations() -> [Quotation] {
        var quotations: [Quotation] = []
        var index = 0
        while index < characters.count {
            guard let closing = Self.pairs[characters[index]], let end = end(from: index + 1, closing: closing)
            else {
                index += 1
                continue
            }
            let range = trimmed(index + 1..<end)
            let pieces = pieces(of: range)
            if !pieces.isEmpty { quotations.append(Quotation(range: range, pieces: pieces)) }
            index = end + 1
        }
        return quotations
    }

    private func end(from start: Int, closing: Character) -> Int? {
        let limit = min(characters.count, start + Self.characterLimit)
        guard start < limit else { return nil }
        return characters[start..<limit].firstIndex(of: closing)
    }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var range = range
        while let first = range.first, characters[first].isWhitespace { range = first + 1..<range.upperBound }
        while let last = range.last, characters[last].isWhitespace { range = range.lowerBound..<last }
        return range
    }

    private func pieces(of range: Range<Int>) -> [[String]] {
        String(characters[range])
            .replacing("...", with: "…")
            .split(separator: "…")
            .map { Folding.words(String($0)) }
            .filter { !$0.isEmpty }
    }

    private static let pairs: [Character: Character] = ["«": "»", "“": "”", "\"": "\""]
}
