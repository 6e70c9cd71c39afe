import Foundation

/// A text in which quotations are looked up: case, accents, white space and the forms of signs do not matter, every other letter does.
struct QuotedText {
    private let text: String
    private let folded: [Unicode.Scalar]
    /// Where in the text the character of each folded scalar begins.
    private let places: [String.Index]

    init(_ text: String) {
        self.text = text
        var folded: [Unicode.Scalar] = []
        var places: [String.Index] = []
        for index in text.indices {
            for scalar in Self.fold(text[index]) {
                folded.append(scalar)
                places.append(index)
            }
        }
        self.folded = folded
        self.places = places
    }

    /// The passage that `quotation` quotes, as it stands in the text; nil when it does not stand there, or quotes no word.
    func passage(_ quotation: String) -> Substring? {
        let wanted = quotation.flatMap { Self.fold($0) }
        guard wanted.contains(where: { $0.properties.isAlphabetic || ("0"..."9").contains($0) }),
            let start = Self.place(of: wanted, in: folded)
        else { return nil }
        let last = places[start + wanted.count - 1]
        return text[places[start]...last]
    }

    private static func place(of wanted: [Unicode.Scalar], in folded: [Unicode.Scalar]) -> Int? {
        guard let first = wanted.first, wanted.count <= folded.count else { return nil }
        return (0...folded.count - wanted.count).first { start in
            folded[start] == first && wanted.indices.allSatisfy { folded[start + $0] == wanted[$0] }
        }
    }

    private static func fold(_ character: Character) -> [Unicode.Scalar] {
        character.lowercased().decomposedStringWithCompatibilityMapping.unicodeScalars.flatMap {
            scalar -> [Unicode.Scalar] in
            switch scalar {
            case "œ": ["o", "e"]
            case "æ": ["a", "e"]
            case "’", "‘", "ʼ", "`", "´": ["'"]
            case "–", "—", "‐", "‑", "−": ["-"]
            // Who quotes puts marks around, and they are not always the text's.
            case "«", "»", "“", "”", "\"", "„": []
            default:
                switch scalar.properties.generalCategory {
                case .nonspacingMark, .spaceSeparator, .lineSeparator, .paragraphSeparator, .control, .format: []
                default: [scalar]
                }
            }
        }
    }
}
