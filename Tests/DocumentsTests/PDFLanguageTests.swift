import Testing

@testable import Documents

@Suite struct `The language of a PDF` {
    @Test func `is added to the last object, and the table of offsets is found where it moved to`() throws {
        let pdf =
            "%PDF-1.5\n1 0 obj\n<< /Type /Catalog\n   /Pages 1 0 R\n>>\nendobj\nxref\n0 1\ntrailer\nstartxref\n59\n%%EOF\n"
        let added = String(decoding: PDFLanguage.adding(to: Array(pdf.utf8)), as: UTF8.self)
        #expect(added.contains("/Type /Catalog\n   /Lang (fr-FR)\n"))
        let offset = try #require(Int(added.split(separator: "\n").suffix(2).first ?? ""))
        #expect(Array(added.utf8)[offset...].starts(with: Array("xref\n".utf8).dropFirst(0)) || offset > 59)
        #expect(offset - 59 == added.utf8.count - pdf.utf8.count)
    }

    @Test(arguments: [
        "", "startxref\n1\n", "<< /Type /Catalog\n>>", "/Type /Catalog\n>>\n2 0 obj\nstartxref\n3\n",
        "/Type /Catalog\nstartxref\nrien", "/Type /Catalog\nstartxref\n99999999999999999999",
    ])
    func `is left out of a file that is laid out otherwise`(_ text: String) {
        #expect(PDFLanguage.adding(to: Array(text.utf8)) == Array(text.utf8))
    }
}
