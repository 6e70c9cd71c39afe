import Events

/// A PDF of images, one a page, written as it grows (ISO 32000-1): the same images give the same bytes.
///
/// Objects: 1 the catalog, 2 the pages; of page n, from 0, 3n+3 the page, 3n+4 what is drawn, 3n+5 the image.
struct SheetBook {
    /// The longer side of a page at most, in points: that of A4.
    private static let sidePointsMax = 842
    /// The shortest that readers of PDF take.
    private static let sidePointsMin = 72
    /// Where pages are drawn for recognition, a smaller picture keeps the pixels that it has.
    private static let pixelsPerInch = ReadingLimits().rasterDotsPerInch

    /// Where each object begins; nil until it was written.
    private var offsets: [Int?] = [nil, nil]
    private var byteCount = 0
    private var pages = 0

    /// What a PDF begins with; the second line tells programs that the file is no text.
    mutating func opening() -> [UInt8] { count(Array("%PDF-1.5\n%".utf8) + [0xE2, 0xE3, 0xCF, 0xD3, 0x0A]) }

    /// The next page, up to the bytes of its image.
    mutating func page(_ image: SheetImage) -> [UInt8] {
        let first = 3 * pages + 3
        pages += 1
        offsets += [nil, nil, nil]
        let longest = max(image.widthPixels, image.heightPixels)
        let side = min(Self.sidePointsMax, max(Self.sidePointsMin, longest * 72 / Self.pixelsPerInch))
        let width = max(1, image.widthPixels * side / longest)
        let height = max(1, image.heightPixels * side / longest)
        let drawing = "q \(width) 0 0 \(height) 0 0 cm /I Do Q"
        var text = object(
            first,
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 \(width) \(height)] /Rotate \(image.rotation) "
                + "/Resources << /XObject << /I \(first + 2) 0 R >> >> /Contents \(first + 1) 0 R >>")
        text += object(first + 1, "<< /Length \(drawing.utf8.count) >>\nstream\n\(drawing)\nendstream")
        offsets[first + 1] = byteCount
        text += count(
            Array(
                "\(first + 2) 0 obj\n<< /Type /XObject /Subtype /Image \(Self.description(image)) >>\nstream\n".utf8))
        return text
    }

    /// Notes a stretch of the image's own bytes, which follow `page`.
    mutating func imageBytes(_ bytes: [UInt8]) { byteCount += bytes.count }

    /// What follows an image's bytes.
    mutating func endOfImage() -> [UInt8] { count(Array("\nendstream\nendobj\n".utf8)) }

    /// What a PDF ends with: the list of pages, and where everything is.
    mutating func ending() -> [UInt8] {
        let kids = (0..<pages).map { "\(3 * $0 + 3) 0 R" }.joined(separator: " ")
        var text = object(1, "<< /Type /Catalog /Pages 2 0 R >>")
        text += object(2, "<< /Type /Pages /Count \(pages) /Kids [\(kids)] >>")
        let start = byteCount
        var table = "xref\n0 \(offsets.count + 1)\n0000000000 65535 f \n"
        for offset in offsets { table += "\(Self.tenDigits(offset ?? 0)) 00000 n \n" }
        table += "trailer\n<< /Size \(offsets.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
        return text + count(Array(table.utf8))
    }

    private mutating func object(_ number: Int, _ content: String) -> [UInt8] {
        offsets[number - 1] = byteCount
        return count(Array("\(number) 0 obj\n\(content)\nendobj\n".utf8))
    }

    private mutating func count(_ bytes: [UInt8]) -> [UInt8] {
        byteCount += bytes.count
        return bytes
    }

    private static func tenDigits(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 10 - digits.count)) + digits
    }

    private static func description(_ image: SheetImage) -> String {
        let space: String
        switch image.colours {
        case .grey: space = "/DeviceGray"
        case .rgb: space = "/DeviceRGB"
        case .table(let table):
            space = "[/Indexed /DeviceRGB \(table.count / 3 - 1) <\(table.hexadecimal)>]"
        }
        let samples = image.colours == .rgb ? 3 : 1
        let filter =
            switch image.compression {
            case .jpeg: "/Filter /DCTDecode"
            case .png:
                "/Filter /FlateDecode /DecodeParms << /Predictor 15 /Colors \(samples) "
                    + "/BitsPerComponent \(image.bitsPerSample) /Columns \(image.widthPixels) >>"
            }
        let length = image.stretches.reduce(0) { $0 + $1.count }
        return "/Width \(image.widthPixels) /Height \(image.heightPixels) /ColorSpace \(space) "
            + "/BitsPerComponent \(image.bitsPerSample) \(filter) /Length \(length)"
    }
}
