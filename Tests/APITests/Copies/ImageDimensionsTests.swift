import Testing

@testable import API

@Suite struct `The dimensions of an image` {
    private func size(_ type: CopieFileType, _ bytes: [UInt8]) -> [Int]? {
        ImageDimensions(of: type, in: bytes[...]).map { [$0.widthPixels, $0.heightPixels] }
    }

    /// A JPEG segment: marker, length, content.
    private func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
        let length = content.count + 2
        return [0xFF, marker, UInt8(length >> 8), UInt8(length & 0xFF)] + content
    }

    private func frame(_ marker: UInt8) -> [UInt8] {
        segment(marker, [8, 0x0B, 0xB8, 0x0F, 0xA0, 1, 1, 0x11, 0])
    }

    @Test func `are read from what an encoder writes`() {
        #expect(size(.png, SampleImage.png) == [37, 11])
        #expect(size(.jpeg, SampleImage.jpeg) == [37, 11])
        #expect(size(.jpeg, SampleImage.progressiveJPEG) == [300, 200])
        #expect(size(.webp, SampleImage.webp) == [37, 11])
        #expect(size(.webp, SampleImage.losslessWebP) == [37, 11])
        #expect(size(.webp, SampleImage.extendedWebP) == [37, 11])
    }

    @Test func `are found behind EXIF data and a colour profile`() {
        let profile = (0..<255).flatMap { _ in segment(0xE2, [UInt8](repeating: 0xFF, count: 65_533)) }
        let file =
            [0xFF, 0xD8] + segment(0xE1, [UInt8](repeating: 0xC0, count: 60_000)) + profile + frame(0xC0)
        #expect(size(.jpeg, file) == [4000, 3000])
    }

    @Test func `take few reads of few bytes`() {
        let file = [0xFF, 0xD8] + segment(0xE1, [UInt8](repeating: 0, count: 60_000)) + frame(0xC2)
        var reads: [[Int]] = []
        let dimensions = ImageDimensions(of: .jpeg) { offset, count in
            reads.append([offset, count])
            return Array(file.dropFirst(offset).prefix(count))
        }
        #expect(dimensions?.widthPixels == 4000)
        #expect(reads == [[0, 2], [2, 9], [60_006, 9]])
    }

    @Test func `a failed read is passed on`() {
        struct Unreadable: Error {}
        #expect(throws: Unreadable.self) {
            try ImageDimensions(of: .png) { _, _ throws(Unreadable) in throw Unreadable() }
        }
    }

    @Test(
        arguments: [0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF] as [UInt8])
    func `every kind of JPEG frame has them`(marker: UInt8) {
        let fill: [UInt8] = [0xFF, 0xFF]
        #expect(size(.jpeg, [0xFF, 0xD8] + segment(0xC4, [0]) + fill + frame(marker)) == [4000, 3000])
    }

    @Test(arguments: [0xC4, 0xC8, 0xCC, 0xD8, 0xD9, 0xDA, 0xDC, 0x00] as [UInt8])
    func `no other JPEG segment has them`(marker: UInt8) {
        #expect(size(.jpeg, [0xFF, 0xD8] + frame(marker)) == nil)
    }

    @Test func `an endless row of markers is given up`() {
        #expect(size(.jpeg, [0xFF, 0xD8] + [UInt8](repeating: 0xFF, count: 1_000_000)) == nil)
        let empty = (0..<100_000).flatMap { _ in segment(0xFE, []) }
        #expect(size(.jpeg, [0xFF, 0xD8] + empty + frame(0xC0)) == nil)
        #expect(size(.jpeg, [0xFF, 0xD8, 0xFF, 0xFE, 0, 1] + frame(0xC0)) == nil)
    }

    @Test func `zero is no dimension`() {
        #expect(size(.jpeg, [0xFF, 0xD8] + segment(0xC0, [8, 0, 0, 0, 9, 1, 1, 0x11, 0])) == nil)
        var png = SampleImage.png
        png.replaceSubrange(16..<20, with: [0, 0, 0, 0])
        #expect(size(.png, png) == nil)
        png.replaceSubrange(16..<20, with: [0xFF, 0xFF, 0xFF, 0xFF])
        #expect(size(.png, png) == nil)
    }

    @Test func `the largest are not mistaken`() {
        var lossless = SampleImage.losslessWebP
        lossless.replaceSubrange(21..<25, with: [0xFF, 0xFF, 0xFF, 0x0F])
        #expect(size(.webp, lossless) == [16_384, 16_384])
        lossless[24] = 0x2F
        #expect(size(.webp, lossless) == nil)
        var extended = SampleImage.extendedWebP
        extended.replaceSubrange(24..<30, with: [0xFF, 0xFF, 0xFF, 0, 0, 0])
        #expect(size(.webp, extended) == [16_777_216, 1])
        extended.replaceSubrange(24..<30, with: [UInt8](repeating: 0xFF, count: 6))
        #expect(size(.webp, extended) == nil)
        var lossy = SampleImage.webp
        lossy.replaceSubrange(26..<30, with: [0xFF, 0xFF, 0xFE, 0x7F])
        #expect(size(.webp, lossy) == [16_383, 16_382])
    }

    @Test func `another type is not read`() {
        #expect(size(.pdf, Array("%PDF-1.7".utf8)) == nil)
        for sample in SampleImage.all {
            for type in CopieFileType.allCases where type != sample.type {
                #expect(size(type, sample.bytes) == nil)
            }
        }
    }

    @Test func `a file cut anywhere never traps`() {
        for sample in SampleImage.all {
            let whole = size(sample.type, sample.bytes)
            for count in 0..<sample.bytes.count {
                let cut = size(sample.type, Array(sample.bytes.prefix(count)))
                #expect(cut == nil || cut == whole, "\(sample.type) cut at \(count)")
            }
        }
    }

    @Test func `a damaged file never traps`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SplitMixGenerator(seed: seed)
        let deadline = ContinuousClock.now + .seconds(1)
        var round = 0
        while round < 50_000, ContinuousClock.now < deadline {
            var bytes = SampleImage.all.randomElement(using: &generator)?.bytes ?? []
            for _ in 0...Int.random(in: 0...6, using: &generator) {
                let index = Int.random(in: 0..<bytes.count, using: &generator)
                bytes[index] =
                    Bool.random(using: &generator) ? 0xFF : UInt8.random(in: 0...255, using: &generator)
            }
            let file = bytes.prefix(Int.random(in: 0...bytes.count, using: &generator)).dropFirst(round % 3)
            _ = FileSignature.detect(in: file)
            for type in CopieFileType.allCases {
                guard let size = ImageDimensions(of: type, in: file) else { continue }
                try #require(size.widthPixels > 0 && size.heightPixels > 0, "seed \(seed), round \(round)")
            }
            round += 1
        }
    }
}
