/// What a piece of a page is, for those who do not see it: standard structure types (ISO 32000-1 §14.8.4).
enum Tag: String {
    case document = "Document"
    case section = "Sect"
    case title = "H1"
    case heading = "H2"
    case subheading = "H3"
    case paragraph = "P"
    case list = "L"
    case item = "LI"
    case itemBody = "LBody"
    case table = "Table"
    case row = "TR"
    case rowTitle = "TH"
    case cell = "TD"
    case quotation = "BlockQuote"
    /// Running headers and footers. cairo 1.16 knows no artifacts; what is private is not read aloud either.
    case running = "Private"
}
