extension SheetImage {
    /// Chunks that are walked; encoders write an `IDAT` every 8 KiB at least.
    private static let chunksMax = 16_384

    /// Walks the chunks of a PNG (PNG §5.3) and notes where its compressed rows are.
    static func png(_ bytes: SheetBytes) throws -> SheetImage {
        let head = try bytes.read(0, 33)
        guard head.count == 33, FileSignature.detect(in: head[...]) == .png, head[12..<16].elementsEqual("IHDR".utf8)
        else { throw Refusal.unreadable }
        let (width, height) = (head.bigEndian32(at: 16), head.bigEndian32(at: 20))
        guard width > 0, height > 0 else { throw Refusal.unreadable }
        // Colour types 4 and 6 have transparency among the samples; interlaced rows are in another order.
        guard [0, 2, 3].contains(head[25]), [1, 2, 4, 8, 16].contains(head[24]), head[28] == 0 else {
            throw Refusal.form
        }
        var table: [UInt8] = []
        var stretches: [Range<Int>] = []
        var offset = 33
        walk: for _ in 0..<chunksMax {
            let chunk = try bytes.read(offset, 8)
            guard chunk.count == 8 else { break }
            let content = offset + 8..<offset + 8 + chunk.bigEndian32(at: 0)
            guard content.upperBound <= bytes.count else { throw Refusal.unreadable }
            switch String(decoding: chunk[4...], as: UTF8.self) {
            case "PLTE": table = try bytes.read(content.lowerBound, min(content.count, 768))
            case "IDAT": stretches.append(content)
            case "IEND": break walk
            default: break
            }
            // After the content comes its checksum.
            offset = content.upperBound + 4
        }
        guard !stretches.isEmpty, head[25] != 3 || !table.isEmpty && table.count % 3 == 0 else {
            throw Refusal.unreadable
        }
        let colours: Colours = head[25] == 3 ? .table(table) : head[25] == 2 ? .rgb : .grey
        return SheetImage(
            widthPixels: width, heightPixels: height, bitsPerSample: Int(head[24]), colours: colours,
            compression: .png, stretches: stretches)
    }
}
