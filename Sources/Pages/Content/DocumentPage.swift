/// A document of the library.
public struct DocumentPage: PageContent {
    public static let template = "document"

    let title: String
    let kind: String
    let level: String?
    let reference: String?
    let blocks: [ReadingText.Block]
    let isLined: Bool
    let turning: Turning?

    /// - Parameters:
    ///   - isLined: line ends of the text are shown.
    ///   - sheet: which sheet of the text this is, from 1, of how many.
    ///   - address: of the document.
    public init(
        title: String, kind: String, level: String?, reference: String?, blocks: [ReadingText.Block],
        isLined: Bool = false, sheet: (number: Int, count: Int) = (1, 1), address: String = ""
    ) {
        self.title = title
        self.kind = kind
        self.level = level
        self.reference = reference
        self.blocks = blocks
        self.isLined = isLined
        turning = Turning("Pages du texte", number: sheet.number, count: sheet.count) { "\(address)?page=\($0)" }
    }
}
