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
        var placed: [(range: Range<String.Index>, annotation: Annotation)] = []
        var lost: [Annotation] = []
        for annotation in annotations {
            if let range = Self.place(annotation.passage, in: text, avoiding: placed.map(\.range)) {
                placed.append((range, annotation))
            } else {
                lost.append(annotation)
            }
        }
        placed.sort { $0.range.lowerBound < $1.range.lowerBound }
        var pieces: [Piece] = []
        var notes: [Note] = []
        var end = text.startIndex
        for (index, one) in placed.enumerated() {
            if end < one.range.lowerBound {
                pieces.append(Piece(text: String(text[end..<one.range.lowerBound]), mark: nil))
            }
            let number = String(index + 1)
            let passage = String(text[one.range])
            pieces.append(Piece(text: "", mark: Mark(number: number, kind: one.annotation.kind, text: passage)))
            notes.append(Note(number: number, annotation: one.annotation, isInText: true))
            end = one.range.upperBound
        }
        if end < text.endIndex { pieces.append(Piece(text: String(text[end...]), mark: nil)) }
        for (index, annotation) in lost.enumerated() {
            notes.append(
                Note(number: String(placed.count + index + 1), annotation: annotation, isInText: false))
        }
        self.pieces = pieces
        self.notes = notes
    }

    private static func place(
        _ passage: String, in text: String, avoiding taken: [Range<String.Index>]
    ) -> Range<String.Index>? {
        guard !passage.isEmpty else { return nil }
        return text.ranges(of: passage).first { range in !taken.contains { $0.overlaps(range) } }
    }
}
