/// One page of a copie, as read.
struct ReadPage: Sendable, Hashable {
    let text: String
    let method: CopieReading.Method
    /// One per recognised word, 0 to 100.
    let confidences: [Double]

    /// Adopts a page of a PDF's own text.
    init(layer text: String) {
        self.text = text
        method = .textLayer
        confidences = []
    }

    /// Adopts the `txt` and `tsv` renderings that tesseract made in one pass.
    ///
    /// A `tsv` row has twelve columns: level (5 is a word), page, block, paragraph, line, word, left, top,
    /// width, height, confidence (-1 where there is none), text.
    init(recognised text: String, tsv: String) {
        self.text = text
        method = .ocr
        confidences = tsv.split(separator: "\n").compactMap { row in
            let columns = row.split(separator: "\t", omittingEmptySubsequences: false)
            guard columns.count == 12, columns[0] == "5", columns[11].contains(where: \.isLetter),
                let confidence = Double(columns[10]), confidence >= 0
            else { return nil }
            return confidence
        }
    }
}
