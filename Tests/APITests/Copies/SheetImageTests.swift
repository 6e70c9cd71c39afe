import Foundation
import TestSupport
import Testing

@testable import API

@Suite struct `An image as a page` {
    private func read(_ bytes: [UInt8], _ type: CopieFileType) throws -> SheetImage {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/image"
        try Data(bytes).write(to: URL(filePath: path))
        let file = try SheetBytes(path)
        defer { file.close() }
        return try SheetImage.read(type, file)
    }

    /// A JPEG whose EXIF data say how the camera was held, in either order of bytes.
    private func turned(_ orientation: UInt8, isBig: Bool) -> [UInt8] {
        let tiff: [UInt8] =
            isBig
            ? [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]
            : [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]
        let content = Array("Exif\0\0".utf8) + tiff
        return [0xFF, 0xD8, 0xFF, 0xE1, 0, UInt8(content.count + 2)] + content + SampleImage.jpeg.dropFirst(2)
    }

    @Test(arguments: [(1, 0), (3, 180), (6, 90), (8, 270)] as [(UInt8, Int)], [true, false])
    func `lies as the camera was held`(_ held: (orientation: UInt8, degrees: Int), _ isBig: Bool) throws {
        let image = try read(turned(held.orientation, isBig: isBig), .jpeg)
        #expect(image.rotation == held.degrees)
        #expect(image.widthPixels == 37 && image.heightPixels == 11 && image.colours == .grey)
    }

    @Test func `is taken over byte by byte`() throws {
        let jpeg = try read(SampleImage.progressiveJPEG, .jpeg)
        #expect(jpeg.stretches == [0..<SampleImage.progressiveJPEG.count] && jpeg.colours == .rgb)
        let png = try read(SampleImage.png, .png)
        #expect(png.bitsPerSample == 1 && png.colours == .grey && png.stretches == [41..<53])
    }

    @Test func `that cannot be taken over says so`() throws {
        // Colour type 6 is transparency, the last byte of the header is interlacing.
        for (index, value) in [(25, 6), (28, 1), (24, 3)] as [(Int, UInt8)] {
            var png = SampleImage.png
            png[index] = value
            #expect(throws: SheetImage.Refusal.form) { try read(png, .png) }
        }
        #expect(throws: SheetImage.Refusal.form) { try read(SampleImage.webp, .webp) }
        #expect(throws: SheetImage.Refusal.unreadable) { try read(Array(SampleImage.png.prefix(40)), .png) }
        #expect(throws: SheetImage.Refusal.unreadable) { try read(Array(SampleImage.jpeg.prefix(30)), .jpeg) }
    }

    @Test func `cut anywhere, or with any byte changed, is read or refused, and never more`() throws {
        for (type, bytes) in SampleImage.all where type != .webp {
            for end in 0..<bytes.count { _ = try? read(Array(bytes.prefix(end)), type) }
            for index in bytes.indices {
                var changed = bytes
                changed[index] ^= 0xFF
                _ = try? read(changed, type)
            }
        }
    }

    @Test func `stands in the PDF where its table says`() throws {
        let image = try read(SampleImage.png, .png)
        var book = SheetBook()
        var pdf = book.opening()
        for _ in 0..<2 {
            pdf += book.page(image)
            let data = Array(SampleImage.png[image.stretches[0]])
            book.imageBytes(data)
            pdf += data
            pdf += book.endOfImage()
        }
        pdf += book.ending()
        let text = String(decoding: pdf.map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self)
        let offsets = text.matches(of: /(\d{10}) 00000 n/).compactMap { Int($0.1) }
        #expect(offsets.count == 8)
        for (index, offset) in offsets.enumerated() {
            #expect(text.utf8.dropFirst(offset).starts(with: "\(index + 1) 0 obj".utf8))
        }
        let start = try #require(text.firstMatch(of: /startxref\n(\d+)/).flatMap { Int($0.1) })
        #expect(text.utf8.dropFirst(start).starts(with: "xref".utf8))
        #expect(text.contains("/MediaBox [0 0 72 21]") && text.contains("/Predictor 15 /Colors 1"))
    }
}
