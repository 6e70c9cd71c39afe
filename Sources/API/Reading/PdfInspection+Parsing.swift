extension PdfInspection {
    /// Reads `Key: value` lines; returns nil without a page count.
    ///
    /// The last line of a key counts: the title and author come first and may contain a line such as
    /// `Pages: 1`.
    init?(pdfinfo text: String) {
        var pages: Int?
        var encrypted = false
        var sizes: [Int: PageSize] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let key = line[..<colon].split(separator: " ")
            let value = line[line.index(after: colon)...].split(separator: " ")
            if key == ["Pages"] {
                pages = value.first.flatMap { Int($0) }
            } else if key == ["Encrypted"] {
                encrypted = value.first != "no"
            } else if key.count == 3, key[0] == "Page", key[2] == "size", let page = Int(key[1]) {
                sizes[page] = Self.size(value)
            }
        }
        guard let pages, pages > 0 else { return nil }
        self.pages = pages
        self.encrypted = encrypted
        pageSizes = (1...pages).prefix { sizes[$0] != nil }.compactMap { sizes[$0] }
    }

    /// Reads the value `595 x 842 pts (A4)`.
    private static func size(_ value: [Substring]) -> PageSize? {
        guard value.count >= 3, let width = Double(value[0]), let height = Double(value[2]),
            width.isFinite, height.isFinite
        else { return nil }
        return PageSize(width: width, height: height)
    }
}
