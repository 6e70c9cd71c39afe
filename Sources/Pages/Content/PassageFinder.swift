/// Finds quoted passages in a text, whatever white space stands between their words, and never the same place twice.
struct PassageFinder {
    /// The text with every run of white space as one space, and where each character stands in the text.
    private let folded: [(character: Character, place: Int)]
    private var taken: [Range<Int>] = []

    init(_ text: String) { folded = Self.fold(text) }

    /// Where the passage first stands apart from what was found before, in characters of the text; nil when it does not.
    mutating func take(_ passage: String) -> Range<Int>? {
        let wanted = Self.fold(passage).map(\.character)
        guard let first = wanted.first, wanted.count <= folded.count else { return nil }
        for start in 0...(folded.count - wanted.count) where folded[start].character == first {
            guard wanted.indices.allSatisfy({ folded[start + $0].character == wanted[$0] }) else { continue }
            let range = folded[start].place..<(folded[start + wanted.count - 1].place + 1)
            guard !taken.contains(where: { $0.overlaps(range) }) else { continue }
            taken.append(range)
            return range
        }
        return nil
    }

    private static func fold(_ text: String) -> [(character: Character, place: Int)] {
        var folded: [(character: Character, place: Int)] = []
        for (place, character) in text.enumerated() {
            if !character.isWhitespace {
                folded.append((character, place))
            } else if let last = folded.last, last.character != " " {
                folded.append((" ", place))
            }
        }
        if folded.last?.character == " " { folded.removeLast() }
        return folded
    }
}
