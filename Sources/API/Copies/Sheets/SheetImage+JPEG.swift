extension SheetImage {
    /// As many markers as `ImageDimensions` walks.
    private static let markersMax = 2_048

    /// Walks the segments of a JPEG to its frame header (ITU-T T.81 §B.2.2), past the EXIF data that say how the camera was held.
    static func jpeg(_ bytes: SheetBytes) throws -> SheetImage {
        guard try bytes.read(0, 2) == [0xFF, 0xD8] else { throw Refusal.unreadable }
        var offset = 2
        var rotation = 0
        for _ in 0..<markersMax {
            let head = try bytes.read(offset, 10)
            guard head.count >= 4, head[0] == 0xFF else { throw Refusal.unreadable }
            switch head[1] {
            case 0xFF:
                offset += 1
                continue
            case 0x01, 0xD0...0xD7:
                offset += 2
                continue
            // Baseline, extended and progressive Huffman coding: what PDF readers decode.
            case 0xC0...0xC2:
                guard head.count == 10 else { throw Refusal.unreadable }
                return try jpegFrame(head, bytes, rotation: rotation)
            case 0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF: throw Refusal.form
            case 0x00, 0xD8...0xDA: throw Refusal.unreadable
            case 0xE1: rotation = try ExifOrientation.degrees(in: bytes, at: offset + 4) ?? rotation
            default: break
            }
            let length = head.bigEndian16(at: 2)
            guard length >= 2 else { throw Refusal.unreadable }
            offset += 2 + length
        }
        throw Refusal.unreadable
    }

    /// `FF Cn`, length, precision, height, width, components.
    private static func jpegFrame(_ head: [UInt8], _ bytes: SheetBytes, rotation: Int) throws -> SheetImage {
        let (height, width) = (head.bigEndian16(at: 5), head.bigEndian16(at: 7))
        guard head[4] == 8, head[9] == 1 || head[9] == 3 else { throw Refusal.form }
        guard width > 0, height > 0 else { throw Refusal.unreadable }
        return SheetImage(
            widthPixels: width, heightPixels: height, bitsPerSample: 8, colours: head[9] == 1 ? .grey : .rgb,
            compression: .jpeg, stretches: [0..<bytes.count], rotation: rotation)
    }
}
