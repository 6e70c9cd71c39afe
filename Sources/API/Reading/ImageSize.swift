/// Width and height of an image, read from its header without decoding a pixel.
///
/// A few hundred bytes of PNG may ask for gigabytes of pixels; this is how such a file is refused first.
struct ImageSize: Sendable, Hashable {
    let width: Int
    let height: Int

    /// The most a format allows (PNG); so the product of two sides cannot overflow.
    private static let sideMax = Int(Int32.max)

    var pixels: Int { width * height }

    /// Returns nil unless the bytes begin a PNG, JPEG or WebP image of a certain, positive size.
    ///
    /// Text is refused here too, which tesseract would take for a list of files to read.
    init?(header bytes: [UInt8]) {
        guard let size = Self.size(in: bytes),
            (1...Self.sideMax).contains(size.width), (1...Self.sideMax).contains(size.height)
        else { return nil }
        (width, height) = size
    }

    private static func size(in bytes: [UInt8]) -> (width: Int, height: Int)? {
        switch CopieFileKind(startOf: bytes) {
        case .png: pngSize(in: bytes)
        case .jpeg: jpegSize(in: bytes)
        case .webp: webpSize(in: bytes)
        case .pdf, nil: nil
        }
    }

    /// The first chunk of a PNG is IHDR, whose data begins with both sides.
    private static func pngSize(in bytes: [UInt8]) -> (width: Int, height: Int)? {
        guard bytes.dropFirst(12).starts(with: Array("IHDR".utf8)),
            let width = bytes.bigEndian(at: 16, count: 4), let height = bytes.bigEndian(at: 20, count: 4)
        else { return nil }
        return (width, height)
    }

    /// Walks from segment to segment until the start of frame; C4, C8 and CC are in its range and are none.
    private static func jpegSize(in bytes: [UInt8]) -> (width: Int, height: Int)? {
        var offset = 2
        while let prefix = bytes.bigEndian(at: offset, count: 1), prefix == 0xFF,
            let marker = bytes.bigEndian(at: offset + 1, count: 1)
        {
            if marker == 0xFF {
                offset += 1  // a fill byte
                continue
            }
            if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) {
                guard let height = bytes.bigEndian(at: offset + 5, count: 2),
                    let width = bytes.bigEndian(at: offset + 7, count: 2)
                else { return nil }
                return (width, height)
            }
            guard let length = bytes.bigEndian(at: offset + 2, count: 2), length >= 2 else { return nil }
            offset += 2 + length
        }
        return nil
    }

    /// One of three first chunks: lossy (a VP8 key frame), lossless (14 bits a side, less one), extended
    /// (24 bits a side, less one).
    private static func webpSize(in bytes: [UInt8]) -> (width: Int, height: Int)? {
        switch bytes.bigEndian(at: 12, count: 4) {
        case 0x5650_3820:  // "VP8 "
            guard bytes.dropFirst(23).starts(with: [0x9D, 0x01, 0x2A]),
                let width = bytes.littleEndian(at: 26, count: 2),
                let height = bytes.littleEndian(at: 28, count: 2)
            else { return nil }
            return (width & 0x3FFF, height & 0x3FFF)
        case 0x5650_384C:  // "VP8L"
            guard bytes.bigEndian(at: 20, count: 1) == 0x2F, let sides = bytes.littleEndian(at: 21, count: 4)
            else { return nil }
            return (sides & 0x3FFF + 1, sides >> 14 & 0x3FFF + 1)
        case 0x5650_3858:  // "VP8X"
            guard let width = bytes.littleEndian(at: 24, count: 3),
                let height = bytes.littleEndian(at: 27, count: 3)
            else { return nil }
            return (width + 1, height + 1)
        default:
            return nil
        }
    }
}

extension [UInt8] {
    fileprivate func bigEndian(at offset: Int, count: Int) -> Int? {
        guard offset + count <= self.count else { return nil }
        return self[offset..<offset + count].reduce(0) { $0 << 8 | Int($1) }
    }

    fileprivate func littleEndian(at offset: Int, count: Int) -> Int? {
        guard offset + count <= self.count else { return nil }
        return self[offset..<offset + count].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
