/// A long text cut into sheets that a page can show: at line ends, at an empty line where one is near.
public struct TextSheets: Sendable {
    /// Bytes of a sheet, at most: with its marks, well below what a page may weigh.
    public static let bytesMax = 28_000
    /// So much of a sheet may be given up for an empty line to end it at.
    private static let slack = 4_000

    /// One sheet.
    public struct Sheet: Sendable, Equatable {
        public let text: String
        /// The number of its first line in the whole text, from 0.
        public let firstLine: Int

        /// Which of its own lines, from 0, are among those of the whole text; nil when they end before it.
        public func places(of lines: ClosedRange<Int>) -> ClosedRange<Int>? {
            guard lines.upperBound >= firstLine else { return nil }
            return max(0, lines.lowerBound - firstLine)...(lines.upperBound - firstLine)
        }
    }

    /// At least one, in order; together they are the text, without the line ends between them.
    public let sheets: [Sheet]

    /// Cuts a text. A line that is longer than a sheet goes on in the next.
    public init(_ text: String) {
        var sheets: [Sheet] = []
        var current: [Substring] = []
        var first = 0
        var count = 0
        func finish(_ next: Int) {
            sheets.append(Sheet(text: current.joined(separator: "\n"), firstLine: first))
            current = []
            count = 0
            first = next
        }
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let isBlank = line.allSatisfy(\.isWhitespace)
            if isBlank, count > Self.bytesMax - Self.slack { finish(number) }
            var rest = line
            while !current.isEmpty || !rest.isEmpty, count + rest.utf8.count + 1 > Self.bytesMax {
                if current.isEmpty {
                    current = [Self.head(of: &rest)]
                    finish(number)
                } else {
                    finish(number)
                }
            }
            current.append(rest)
            count += rest.utf8.count + 1
        }
        if !current.isEmpty || sheets.isEmpty { finish(0) }
        self.sheets = sheets
    }

    /// The number, from 0, of the sheet on which a line begins.
    public func sheet(ofLine line: Int) -> Int {
        sheets.firstIndex { $0.firstLine == line } ?? sheets.lastIndex { $0.firstLine < line } ?? 0
    }

    /// Takes as much off the line as a sheet holds, up to a space if there is one.
    static func head(of line: inout Substring, bytesMax: Int = TextSheets.bytesMax - 1) -> Substring {
        var limit = line.utf8.index(line.startIndex, offsetBy: bytesMax)
        while line.utf8[limit] & 0xC0 == 0x80 { limit = line.utf8.index(before: limit) }
        let space = line[..<limit].lastIndex(where: \.isWhitespace) ?? limit
        let end = space > line.startIndex ? space : limit
        defer { line = line[end...] }
        return line[..<end]
    }
}
