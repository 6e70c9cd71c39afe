/// A document of the library.
public struct DocumentPage: PageContent {
    public static let template = "document"

    let title: String
    let kind: String
    let level: String?
    let reference: String?
    let blocks: [ReadingText.Block]
    let isCut: Bool

    public init(
        title: String, kind: String, level: String?, reference: String?, blocks: [ReadingText.Block], isCut: Bool
    ) {
        self.title = title
        self.kind = kind
        self.level = level
        self.reference = reference
        self.blocks = blocks
        self.isCut = isCut
    }
}
