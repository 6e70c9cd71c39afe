extension SheetImage {
    /// Reads a JPEG's frame header, and the EXIF data before it, which say how the camera was held.
    static func jpeg(_ bytes: SheetBytes) throws -> SheetImage {
        var rotation = 0
        let frame = try JPEGSegments.frameHeader(reading: bytes.read) { marker, content in
            if marker == 0xE1 { rotation = try ExifOrientation.degrees(in: bytes, at: content) ?? rotation }
        }
        guard let (offset, head) = frame, let components = try bytes.read(offset + head.count, 1).first else {
            throw Refusal.unreadable
        }
        let (height, width) = (head.bigEndian16(at: 5), head.bigEndian16(at: 7))
        // Baseline, extended and progressive Huffman coding of eight bits: what PDF readers decode.
        guard (0xC0...0xC2).contains(head[1]), head[4] == 8, components == 1 || components == 3 else {
            throw Refusal.form
        }
        guard width > 0, height > 0 else { throw Refusal.unreadable }
        return SheetImage(
            widthPixels: width, heightPixels: height, bitsPerSample: 8, colours: components == 1 ? .grey : .rgb,
            compression: .jpeg, stretches: [0..<bytes.count], rotation: rotation)
    }
}
