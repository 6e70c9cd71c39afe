/// A copie's text, cut where its annotations begin and end.
public struct AnnotatedText: Sendable {
    /// A remark on a passage.
    public struct Annotation: Sendable {
        let passage: String
        let comment: String
        let kind: String
        let kindLabel: String

        /// - Parameter kind: `erreur`, `remarque` or `bravo`.
        public init(passage: String, comment: String, kind: String) {
            self.passage = passage
            self.comment = comment
            self.kind = kind
            kindLabel = ["erreur": "À corriger", "bravo": "Bien vu"][kind] ?? "Remarque"
        }
    }

    /// A stretch of the text.
    struct Piece: Sendable {
        let text: String
        let mark: Mark?
    }

    struct Mark: Sendable {
        let number: String
        let kind: String
        let text: String
    }

    /// A remark, with the number that its passage has in the text.
    struct Note: Sendable {
        let number: String
        let annotation: Annotation
        /// Whether the passage was found, so that there is something to go back to.
        let isInText: Bool
    }

    let pieces: [Piece]
    let notes: [Note]

    /// Each passage is marked where it first stands without lying over an earlier mark; one that stands nowhere is listed all the same.
    public init(_ text: String, _ annotations: [Annotation]) {
        var finder = PassageFinder(text)
        var placed: [(range: Range<Int>, annotation: Annotation)] = []
        var lost: [Annotation] = []
        for annotation in annotations {
            if let range = finder.take(annotation.passage) {
                placed.append((range, annotation))
            } else {
                lost.append(annotation)
            }
        }
        placed.sort { $0.range.lowerBound < $1.range.lowerBound }
        // As many characters as the text has: places in one are places in the other.
        let shown = Self.unwrapped(Array(text))
        var pieces: [Piece] = []
        var notes: [Note] = []
        var end = 0
        for (index, one) in placed.enumerated() {
            if end < one.range.lowerBound {
                pieces.append(Piece(text: String(shown[end..<one.range.lowerBound]), mark: nil))
            }
            let number = String(index + 1)
            let mark = Mark(number: number, kind: one.annotation.kind, text: String(shown[one.range]))
            pieces.append(Piece(text: "", mark: mark))
            notes.append(Note(number: number, annotation: one.annotation, isInText: true))
            end = one.range.upperBound
        }
        if end < shown.count { pieces.append(Piece(text: String(shown[end...]), mark: nil)) }
        for (index, annotation) in lost.enumerated() {
            notes.append(Note(number: String(placed.count + index + 1), annotation: annotation, isInText: false))
        }
        self.pieces = pieces
        self.notes = notes
    }

    /// A text that was read from a page, with its lines joined where only the paper's edge ended them.
    public static func joined(_ text: String) -> String { String(unwrapped(Array(text))) }

    /// A line shorter than this ended where its writer wanted it to.
    private static let fullLine = 55

    private static func unwrapped(_ text: [Character]) -> [Character] {
        var shown = text
        var lineStart = 0
        for (index, character) in text.enumerated() where character.isNewline {
            let isFull = index - lineStart >= fullLine
            let goesOn = index + 1 < text.count && !text[index + 1].isWhitespace
            if isFull, goesOn { shown[index] = " " }
            lineStart = index + 1
        }
        return shown
    }
}
