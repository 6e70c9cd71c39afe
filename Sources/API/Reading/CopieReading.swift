/// What was read on a copie.
struct CopieReading: Sendable, Hashable {
    /// How the text was obtained; `ocr` as soon as one page had to be recognised.
    enum Method: String, Sendable, Hashable {
        case textLayer = "text-layer"
        case ocr
    }

    /// Cleaned text, a blank line between pages; see `CopieText`.
    let text: String
    let pages: Int
    let method: Method
    /// Mean of the engine's word confidences, 0 to 100; nil when no page was recognised.
    let meanConfidence: Double?
}
