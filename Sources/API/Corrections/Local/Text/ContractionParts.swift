/// The two exercises of a technological copie, and how they were told apart.
struct ContractionParts {
    /// What showed where the contraction ends.
    enum Boundary {
        case heading
        case declaredCount
        /// Nothing on the copie: the paragraphs nearest to the expected length were taken.
        case nearestLength
    }

    let contraction: ParsedText
    let essai: ParsedText
    let boundary: Boundary
    /// The number of words the candidate wrote under the contraction.
    let declaredUnits: Int?

    init(_ copie: ParsedText, expectedUnits: Int) {
        let declared = Self.declaredCount(in: copie)
        let heading = Self.essaiHeading(in: copie)
        let cut: (end: Int, resume: Int, boundary: Boundary) =
            if let heading {
                (
                    min(declared?.range.lowerBound ?? heading.lowerBound, heading.lowerBound),
                    heading.upperBound, .heading
                )
            } else if let declared {
                (declared.range.lowerBound, declared.range.upperBound, .declaredCount)
            } else {
                Self.nearest(in: copie, expectedUnits: expectedUnits)
            }
        let start = Self.contractionHeading(in: copie)?.upperBound ?? 0
        contraction = ParsedText(copie.string(min(start, cut.end)..<cut.end))
        essai = ParsedText(copie.string(cut.resume..<copie.characters.count))
        boundary = cut.boundary
        declaredUnits = declared?.units
    }

    private static func essaiHeading(in copie: ParsedText) -> Range<Int>? {
        heading("essai", in: copie)
    }

    private static func contractionHeading(in copie: ParsedText) -> Range<Int>? {
        heading("contraction", in: copie)
    }

    private static func heading(_ title: String, in copie: ParsedText) -> Range<Int>? {
        copie.paragraphs.first { range in
            let words = Folding.words(String(copie.characters[range].prefix(80)))
            return range.count < 80 && words.count <= 8 && words.prefix(3).contains(title)
        }
    }

    /// Finds `(187 mots)`, `187 mots` on a line of its own, or `Nombre de mots : 187`.
    private static func declaredCount(in copie: ParsedText) -> (units: Int, range: Range<Int>)? {
        for sentence in copie.sentences {
            for (index, word) in sentence.words.enumerated() {
                guard let units = Int(word.text), (20...2_000).contains(units) else { continue }
                let after = sentence.words.dropFirst(index + 1).first
                let before = sentence.words[..<index].suffix(3).map { $0.text.lowercased() }
                let named = after?.text.lowercased() == "mots" || before.contains("mots")
                let end = after?.text.lowercased() == "mots" ? after?.range.upperBound : nil
                guard named, let open = opening(before: word.range.lowerBound, in: copie) else { continue }
                return (units, open..<closing(after: end ?? word.range.upperBound, in: copie))
            }
        }
        return nil
    }

    /// Returns where the parenthesis or the line that holds the count begins; nil inside a plain sentence.
    private static func opening(before offset: Int, in copie: ParsedText) -> Int? {
        var index = offset
        while index > 0, offset - index < 40 {
            let character = copie.characters[index - 1]
            if character == "(" || character == "[" || character.isNewline { break }
            index -= 1
        }
        let words = Folding.words(copie.string(index..<offset))
        guard words.allSatisfy(["nombre", "total", "de", "mots", "soit"].contains) else { return nil }
        return max(0, index - 1)
    }

    private static func closing(after offset: Int, in copie: ParsedText) -> Int {
        var index = offset
        while index < copie.characters.count, ")].".contains(copie.characters[index]) { index += 1 }
        return index
    }

    private static func nearest(in copie: ParsedText, expectedUnits: Int) -> (Int, Int, Boundary) {
        var best = (distance: Int.max, end: 0)
        var units = 0
        var sentences = copie.sentences[...]
        for (index, paragraph) in copie.paragraphs.enumerated() {
            while let sentence = sentences.first, sentence.paragraph == index {
                units += sentence.words.reduce(0) { $0 + ContractionCount.units(of: $1.text) }
                sentences.removeFirst()
            }
            let distance = abs(units - expectedUnits)
            if distance < best.distance { best = (distance, paragraph.upperBound) }
        }
        return (best.end, best.end, .nearestLength)
    }
}
