/// A copie's text, cut where its annotations begin and end, its lines joined where only the paper's edge ended them; of a long text one
/// sheet.
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
        /// Where the passage is shown; nil when the text does not hold it.
        let link: String?
    }

    /// Of one sheet.
    let pieces: [Piece]
    /// Of the whole text.
    let notes: [Note]
    let turning: Turning?

    /// Each passage is marked where it first stands without lying over an earlier mark; one that stands nowhere is listed all the same.
    ///
    /// - Parameters:
    ///   - sheet: which sheet of a long text is shown, from 1; the last for a larger number.
    ///   - address: of the page that shows it.
    public init(_ text: String, _ annotations: [Annotation], sheet: Int = 1, address: String = "") {
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
        var end = 0
        for (index, one) in placed.enumerated() {
            if end < one.range.lowerBound {
                pieces.append(Piece(text: String(shown[end..<one.range.lowerBound]), mark: nil))
            }
            let number = String(index + 1)
            let mark = Mark(number: number, kind: one.annotation.kind, text: String(shown[one.range]))
            pieces.append(Piece(text: "", mark: mark))
            end = one.range.upperBound
        }
        if end < shown.count { pieces.append(Piece(text: String(shown[end...]), mark: nil)) }
        let sheets = Self.sheets(pieces)
        let current = min(max(sheet, 1), sheets.count)
        func link(_ sheet: Int, _ place: String) -> String {
            (sheet == current ? "" : "\(address)?texte=\(sheet)") + "#\(place)"
        }
        var links: [String: String] = [:]
        for (index, pieces) in sheets.enumerated() {
            for mark in pieces.compactMap(\.mark) { links[mark.number] = link(index + 1, "passage-\(mark.number)") }
        }
        self.pieces = sheets[current - 1]
        notes = (placed.map(\.annotation) + lost).enumerated().map { index, annotation in
            Note(number: String(index + 1), annotation: annotation, link: links[String(index + 1)])
        }
        turning = Turning("Pages du texte lu", number: current, count: sheets.count) { link($0, "texte") }
    }

    /// The pieces by sheet, at least one; a piece without a mark goes on in the next sheet where it has to.
    private static func sheets(_ pieces: [Piece]) -> [[Piece]] {
        var sheets: [[Piece]] = [[]]
        var bytes = 0
        func add(_ piece: Piece) {
            sheets[sheets.count - 1].append(piece)
            bytes += piece.text.utf8.count + (piece.mark?.text.utf8.count ?? 0)
        }
        func turn() {
            sheets.append([])
            bytes = 0
        }
        for piece in pieces {
            var rest = piece.text[...]
            while bytes + rest.utf8.count > TextSheets.bytesMax {
                let room = TextSheets.bytesMax - bytes
                if room > Self.lineBytes {
                    add(Piece(text: String(TextSheets.head(of: &rest, bytesMax: room)), mark: nil))
                }
                turn()
            }
            if let mark = piece.mark {
                if bytes > 0, bytes + mark.text.utf8.count > TextSheets.bytesMax { turn() }
                add(piece)
            } else if !rest.isEmpty {
                add(Piece(text: String(rest), mark: nil))
            }
        }
        return sheets
    }

    /// Less than this is not begun at the end of a sheet.
    private static let lineBytes = 200

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
