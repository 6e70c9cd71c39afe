/// Width and height of an image as its header declares them, before any rotation that EXIF asks for.
///
/// The header is the sender's claim: it serves to refuse or to scale; a decoder still needs limits of its own.
struct ImageDimensions: Equatable, Sendable {
    let widthPixels: Int
    let heightPixels: Int

    /// Fails unless both are positive, which every format asks of an image.
    private init?(widthPixels: Int, heightPixels: Int) {
        guard widthPixels > 0, heightPixels > 0 else { return nil }
        self.widthPixels = widthPixels
        self.heightPixels = heightPixels
    }

    /// Reads the header of a file that is in memory.
    init?(of type: CopieFileType, in file: ArraySlice<UInt8>) {
        self.init(of: type) { offset, count in
            Array(file.dropFirst(offset).prefix(count))
        }
    }

    /// Reads the header of a file through `read`.
    ///
    /// `read` returns `count` bytes from `offset` on, or fewer where the file ends. It is asked for the first 30
    /// bytes of a PNG or WebP, and for a few of each segment of a JPEG up to its frame header, which EXIF data and
    /// colour profiles push far back. `nil` means that there is no such header: the file is damaged, or a PDF.
    init?<Failure: Error>(
        of type: CopieFileType,
        reading read: (_ offset: Int, _ count: Int) throws(Failure) -> [UInt8]
    ) throws(Failure) {
        switch type {
        case .png:
            self.init(png: try read(0, 24))
        case .webp:
            self.init(webp: try read(0, 30))
        case .jpeg:
            // A frame that leaves its height to a later DNL segment declares 0 and so has no dimensions here.
            guard let head = try JPEGSegments.frameHeader(reading: read)?.head else { return nil }
            self.init(widthPixels: head.bigEndian16(at: 7), heightPixels: head.bigEndian16(at: 5))
        case .pdf:
            return nil
        }
    }

    /// PNG §11.2.1: signature, length 13, `IHDR`, width, height.
    private init?(png header: [UInt8]) {
        guard header.count == 24,
            FileSignature.detect(in: header[...]) == .png,
            header.bigEndian32(at: 8) == 13,
            header[12..<16].elementsEqual("IHDR".utf8)
        else { return nil }
        let width = header.bigEndian32(at: 16)
        let height = header.bigEndian32(at: 20)
        guard max(width, height) <= Int(Int32.max) else { return nil }
        self.init(widthPixels: width, heightPixels: height)
    }
}

// MARK: - WebP

extension ImageDimensions {
    /// RFC 9649 §2: the first chunk after `RIFF size WEBP` is `VP8 `, `VP8L` or, in the extended format, `VP8X`.
    private init?(webp header: [UInt8]) {
        guard header.count >= 25, FileSignature.detect(in: header[...]) == .webp else { return nil }
        switch String(decoding: header[12..<16], as: UTF8.self) {
        // RFC 9649 §3.4: signature, 14 bits of width - 1, 14 of height - 1, alpha, version 0.
        case "VP8L":
            let bits = header.littleEndian24(at: 21) | Int(header[24]) << 24
            guard header[20] == 0x2F, bits >> 29 == 0 else { return nil }
            self.init(widthPixels: (bits & 0x3FFF) + 1, heightPixels: (bits >> 14 & 0x3FFF) + 1)
        // RFC 6386 §9.1: key frame tag, start code, then 14 bits of size and 2 of scale, twice.
        case "VP8 ":
            guard header.count == 30, header[20] & 1 == 0, header[23..<26] == [0x9D, 0x01, 0x2A] else {
                return nil
            }
            self.init(
                widthPixels: header.littleEndian24(at: 26) & 0x3FFF,
                heightPixels: header.littleEndian24(at: 27) >> 8 & 0x3FFF
            )
        // RFC 9649 §2.7: flags, then canvas width - 1 and height - 1; their product fits 32 bits.
        case "VP8X":
            guard header.count == 30 else { return nil }
            let width = header.littleEndian24(at: 24) + 1
            let height = header.littleEndian24(at: 27) + 1
            guard width * height <= Int(UInt32.max) else { return nil }
            self.init(widthPixels: width, heightPixels: height)
        default:
            return nil
        }
    }
}

extension [UInt8] {
    func bigEndian16(at index: Int) -> Int {
        Int(self[index]) << 8 | Int(self[index + 1])
    }

    func bigEndian32(at index: Int) -> Int {
        bigEndian16(at: index) << 16 | bigEndian16(at: index + 2)
    }

    fileprivate func littleEndian24(at index: Int) -> Int {
        Int(self[index]) | Int(self[index + 1]) << 8 | Int(self[index + 2]) << 16
    }
}
