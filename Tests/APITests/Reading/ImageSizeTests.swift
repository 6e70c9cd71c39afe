import Foundation
import Testing

@testable import API

@Suite struct `Finding the size of an image` {
    private func size(of name: String) throws -> ImageSize? {
        ImageSize(header: Array(try Data(contentsOf: URL(filePath: ReadingFixtures.copie(name)))))
    }

    @Test func `the header tells it`() throws {
        let bomb = try #require(try size(of: "bombe.png"))
        #expect(bomb.width == 30_000)
        #expect(bomb.height == 30_000)
    }

    @Test(arguments: ["page.jpg", "page.webp"])
    func `one picture has one size in every format`(name: String) throws {
        let expected = try #require(try size(of: "page.png"))
        let found = try #require(try size(of: name))
        #expect(found == expected)
    }

    @Test(arguments: ["page.png", "page.jpg", "page.webp"])
    func `no beginning of a file stops the program`(name: String) throws {
        let bytes = Array(try Data(contentsOf: URL(filePath: ReadingFixtures.copie(name))))
        #expect((0..<24).allSatisfy { ImageSize(header: Array(bytes.prefix($0))) == nil })
        for count in 24..<700 { _ = ImageSize(header: Array(bytes.prefix(count))) }
    }

    @Test func `a lossless and an extended WebP are understood`() {
        let start = Array("RIFF\0\0\0\0WEBP".utf8)
        let lossless = start + Array("VP8L".utf8) + [0, 0, 0, 0, 0x2F, 0x83, 0xC3, 0x9F, 0x00]
        #expect(ImageSize(header: lossless).map { [$0.width, $0.height] } == [900, 640])
        let extended = start + Array("VP8X".utf8) + [10, 0, 0, 0, 0, 0, 0, 0, 0x83, 3, 0, 0x7F, 2, 0]
        #expect(ImageSize(header: extended).map { [$0.width, $0.height] } == [900, 640])
    }

    @Test func `sides beyond any format are refused and not multiplied`() {
        let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        let start = signature + [0, 0, 0, 13] + Array("IHDR".utf8)
        #expect(ImageSize(header: start + [UInt8](repeating: 0xFF, count: 8)) == nil)
        #expect(ImageSize(header: start + [UInt8](repeating: 0, count: 8)) == nil)
    }

    @Test(arguments: ["", "/etc/passwd\n", "GIF89a", "%PDF-1.7\n"])
    func `anything else has no size`(text: String) {
        #expect(ImageSize(header: Array(text.utf8)) == nil)
    }
}
