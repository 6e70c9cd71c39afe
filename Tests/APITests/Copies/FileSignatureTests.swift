import Testing

@testable import API

@Suite struct `The signature of a file` {
    private func detect(_ bytes: [UInt8]) -> CopieFileType? {
        FileSignature.detect(in: bytes[...])
    }

    @Test func `tells images apart`() {
        #expect(detect([0x89] + Array("PNG\r\n".utf8) + [0x1A, 0x0A]) == .png)
        #expect(detect([0xFF, 0xD8, 0xFF, 0xE1]) == .jpeg)
        #expect(detect([0xFF, 0xD8, 0xFF, 0xDB]) == .jpeg)
        #expect(detect(Array("RIFF\u{1}\u{2}\u{3}\u{4}WEBPVP8 ".utf8)) == .webp)
    }

    @Test(arguments: [
        "%PDF-1.7", "\u{FEFF}%PDF-2.0", "%%PD%PDF%PDF-", String(repeating: "%", count: 1019) + "%PDF-1.4",
    ])
    func `finds a PDF header in the first kilobyte`(text: String) {
        #expect(detect(Array(text.utf8)) == .pdf)
    }

    @Test func `does not look for a PDF header further on`() {
        #expect(detect(Array((String(repeating: " ", count: 1019) + "%PDF-").utf8)) == .pdf)
        #expect(detect(Array((String(repeating: " ", count: 1020) + "%PDF-").utf8)) == nil)
    }

    @Test(arguments: [
        "", "R", "RIFF", "RIFF....WAVE", "%PDF", "GIF89a", "<svg/>", "<!DOCTYPE html>", "PNG\r\n\u{1A}\n",
    ])
    func `knows no other files`(text: String) {
        #expect(detect(Array(text.utf8)) == nil)
        #expect(detect([0xFF, 0xD8]) == nil)
    }

    @Test func `looks at an image before it looks for a PDF`() {
        #expect(detect([0xFF, 0xD8, 0xFF, 0xFE, 0x00, 0x07] + Array("%PDF-".utf8)) == .jpeg)
    }

    @Test func `reads a slice that does not start at zero`() {
        #expect(FileSignature.detect(in: Array("xx%PDF-1.7".utf8)[2...]) == .pdf)
        #expect(FileSignature.detect(in: Array("xxRIFF0000WEBP".utf8)[2...]) == .webp)
    }

    @Test func `names the type and the extension`() {
        #expect(
            CopieFileType.allCases.map(\.mimeType) == [
                "image/jpeg", "image/png", "image/webp", "application/pdf",
            ])
        #expect(CopieFileType.allCases.map(\.fileExtension) == ["jpg", "png", "webp", "pdf"])
    }
}
