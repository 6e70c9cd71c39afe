import Testing

@testable import Documents

@Suite struct `The language of a PDF` {
    @Test func `is added to the last object, and the table of offsets is found where it moved to`() throws {
        let objects = "%PDF-1.5\n1 0 obj\n<< /Type /Catalog\n   /Pages 1 0 R\n>>\nendobj\n"
        let pdf = objects + "xref\n0 1\ntrailer\nstartxref\n\(objects.utf8.count)\n%%EOF\n"
        let added = PDFLanguage.adding(to: Array(pdf.utf8))
        let lines = String(decoding: added, as: UTF8.self).split(separator: "\n")
        #expect(lines.contains("   /Lang (fr-FR)"))
        let offset = try #require(Int(lines.suffix(2).first ?? ""))
        #expect(added[offset...].starts(with: "xref\n".utf8) && offset > objects.utf8.count)
    }

    @Test(arguments: [
        "", "startxref\n1\n", "<< /Type /Catalog\n>>", "/Type /Catalog\n>>\n2 0 obj\nstartxref\n3\n",
        "/Type /Catalog\nstartxref\nrien", "/Type /Catalog\nstartxref\n99999999999999999999",
    ])
    func `is left out of a file that is laid out otherwise`(_ text: String) {
        #expect(PDFLanguage.adding(to: Array(text.utf8)) == Array(text.utf8))
    }
}
