/// Says in a PDF that its text is French, and that a window shows its title: cairo 1.16 writes neither, and screen readers ask for both
/// (ISO 32000-1 §14.9.2, §12.2).
///
/// The catalogue is the last object that cairo writes, so nothing that the table of offsets names moves when it grows.
enum PDFLanguage {
    private static let catalog = Array("/Type /Catalog\n".utf8)
    private static let entries = Array("   /Lang (fr-FR)\n   /ViewerPreferences << /DisplayDocTitle true >>\n".utf8)
    private static let table = Array("startxref\n".utf8)
    /// How much of a file's end is searched.
    private static let tailBytes = 1 << 16

    /// The document with both; as it was when it is not laid out so, which another cairo might do.
    static func adding(to pdf: [UInt8]) -> [UInt8] {
        let from = max(0, pdf.count - tailBytes)
        guard let found = lastIndex(of: catalog, in: pdf[from...]),
            let offset = lastIndex(of: table, in: pdf[found...]),
            !contains(" obj\n", in: pdf[found..<offset])
        else { return pdf }
        let insertion = found + catalog.count
        let digits = pdf[(offset + table.count)...].prefix { (0x30...0x39).contains($0) }
        guard let position = Int(String(decoding: digits, as: UTF8.self)), (insertion..<offset).contains(position)
        else {
            return pdf
        }
        return Array(pdf[..<insertion]) + entries + pdf[insertion..<digits.startIndex]
            + Array(String(position + entries.count).utf8) + pdf[digits.endIndex...]
    }

    private static func lastIndex(of pattern: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.count >= pattern.count else { return nil }
        return (bytes.startIndex...(bytes.endIndex - pattern.count)).last { bytes[$0...].starts(with: pattern) }
    }

    private static func contains(_ text: String, in bytes: ArraySlice<UInt8>) -> Bool {
        lastIndex(of: Array(text.utf8), in: bytes) != nil
    }
}
