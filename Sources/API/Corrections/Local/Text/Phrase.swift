import Foundation

/// An entry of a word table: what is looked for, folded, and how it is shown.
struct Phrase: Hashable, ExpressibleByStringLiteral {
    let text: String
    let words: [String]

    init(stringLiteral value: String) {
        text = value
        words = Folding.words(value)
    }

    /// Returns the phrases of a list separated by commas.
    static func list(_ text: String) -> [Phrase] {
        text.split(separator: ",").map { item in
            Phrase(stringLiteral: item.trimmingCharacters(in: .whitespacesAndNewlines))
        }
    }
}
