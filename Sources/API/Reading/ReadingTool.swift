/// A program the reading relies on, where Debian installs it.
enum ReadingTool: String, Sendable, CaseIterable {
    case pdfinfo
    case pdftotext
    case pdftoppm
    case tesseract

    var path: String { "/usr/bin/\(rawValue)" }
}
