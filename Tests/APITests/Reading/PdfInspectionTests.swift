import Foundation
import Testing

@testable import API

@Suite struct `Looking at a PDF during its upload` {
    private func admit(_ name: String) async throws -> PdfInspection {
        try await ReadingFixtures.withRoot { root in
            try await PdfInspection.admit(
                ReadingFixtures.copie(name),
                limits: ReadingLimits(),
                temporaryRoot: root
            )
        }
    }

    @Test func `a page is admitted with its size`() async throws {
        let inspection = try await admit("une-page.pdf")
        #expect(inspection.pages == 1)
        #expect(!inspection.encrypted)
        #expect(inspection.pageSizes.map { Int($0.width) } == [595])
    }

    @Test func `two hundred pages are refused with both numbers`() async throws {
        let failure = await #expect(throws: ReadingFailure.self) { try await admit("deux-cents-pages.pdf") }
        #expect(failure == .tooManyPages(200, max: 40))
        #expect(failure?.message.contains("200 pages et le maximum est de 40") == true)
    }

    @Test(arguments: [
        ("chiffre.pdf", ReadingFailure.encrypted), ("tronque.pdf", .unreadable), ("page.jpg", .unreadable),
        ("absent.pdf", .unavailable),
    ])
    func `what cannot be read is refused`(name: String, expected: ReadingFailure) async throws {
        await #expect(throws: expected) { try await admit(name) }
    }

    @Test func `a title cannot pass for a page count`() {
        let inspection = PdfInspection(
            pdfinfo: "Title:  x\nPages: 1\nEncrypted: no\nPages: 200\nEncrypted: yes (print:yes)\n"
        )
        #expect(inspection?.pages == 200)
        #expect(inspection?.encrypted == true)
    }

    @Test(arguments: ["", "Pages: 0\n", "Pages: -4\n", "Pages: beaucoup\n"])
    func `without a page count there is no inspection`(text: String) {
        #expect(PdfInspection(pdfinfo: text) == nil)
    }

    @Test func `a huge sheet is drawn at a lower resolution`() {
        let inspection = PdfInspection(
            pdfinfo: "Pages: 3\nPage    1 size:  595 x 842 pts (A4)\nPage    2 size:  14400 x 14400 pts\n"
        )
        #expect(inspection?.dotsPerInch(forPage: 1, limits: ReadingLimits()) == 200)
        #expect(inspection?.dotsPerInch(forPage: 2, limits: ReadingLimits()) == 15)
        #expect(inspection?.dotsPerInch(forPage: 3, limits: ReadingLimits()) == 200)
    }
}
