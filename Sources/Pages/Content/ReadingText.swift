/// A text in the little Markdown that documents of the library use: headings, paragraphs, lists, `**strong**` and `*emphasis*`.
///
/// Anything else is text. Nothing becomes markup but what is listed here, so a school's own texts can be shown like ours.
public struct ReadingText: Sendable {
    /// A heading, a paragraph or a list.
    public struct Block: Sendable {
        let heading: String?
        let isParagraph: Bool
        let runs: [Run]
        let isList: Bool
        let items: [Item]
        /// Part of what a search found.
        var isFound = false
        /// The first such part: where the page is opened.
        var isAnchor = false

        fileprivate init(heading: String) {
            self.init(heading: heading, runs: [], items: [])
        }

        fileprivate init(paragraph: [Run]) {
            self.init(heading: nil, runs: paragraph, items: [])
        }

        fileprivate init(list: [Item]) {
            self.init(heading: nil, runs: [], items: list)
        }

        private init(heading: String?, runs: [Run], items: [Item]) {
            self.heading = heading
            self.runs = runs
            self.items = items
            isParagraph = !runs.isEmpty
            isList = !items.isEmpty
        }
    }

    struct Item: Sendable {
        let runs: [Run]
    }

    /// Words with one look.
    struct Run: Sendable, Equatable {
        let text: String
        let isStrong: Bool
        let isEmphasis: Bool
        let isPlain: Bool

        fileprivate init(_ text: Substring, isStrong: Bool, isEmphasis: Bool) {
            self.text = String(text)
            self.isStrong = isStrong
            self.isEmphasis = isEmphasis
            isPlain = !isStrong && !isEmphasis
        }
    }

    public let blocks: [Block]

    /// - Parameters:
    ///   - keepsLines: verses and speeches stay lines; else a line end is where the writer's editor had its margin.
    ///   - found: lines of the text, from 0, that a search found.
    public init(_ text: String, keepsLines: Bool = false, found: ClosedRange<Int>? = nil) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let found = found?.clamped(to: 0...lines.count - 1) else {
            blocks = Self.blocks(lines[...], keepsLines)
            return
        }
        var marked = Self.blocks(lines[found], keepsLines)
        for index in marked.indices {
            marked[index].isFound = true
            marked[index].isAnchor = index == marked.startIndex
        }
        blocks =
            Self.blocks(lines[..<found.lowerBound], keepsLines) + marked
            + Self.blocks(lines[(found.upperBound + 1)...], keepsLines)
    }

    private static func blocks(_ lines: ArraySlice<Substring>, _ keepsLines: Bool) -> [Block] {
        var blocks: [Block] = []
        for part in Self.parts(lines, keepsLines) {
            guard let first = part.first else { continue }
            if first.hasPrefix("#") {
                blocks.append(Block(heading: Self.plain(first.drop { $0 == "#" })))
                if part.count > 1 { blocks.append(Self.paragraph(part[1...], keepsLines)) }
            } else if !keepsLines, Self.isItem(first) {
                blocks.append(Block(list: Self.items(part)))
            } else {
                blocks.append(Self.paragraph(part[...], keepsLines))
            }
        }
        return blocks
    }

    /// Lines that stand together; a list that follows a paragraph without an empty line is a part of its own.
    private static func parts(_ lines: ArraySlice<Substring>, _ keepsLines: Bool) -> [[Substring]] {
        var parts: [[Substring]] = [[]]
        for line in lines {
            let isBlank = line.allSatisfy(\.isWhitespace)
            let beginsList = !keepsLines && isItem(line) && parts[parts.count - 1].first.map { !isItem($0) } ?? false
            if isBlank || beginsList || line.hasPrefix("#") { parts.append([]) }
            if !isBlank { parts[parts.count - 1].append(line) }
        }
        return parts
    }

    private static func isItem(_ line: Substring) -> Bool { line.hasPrefix("- ") || line.hasPrefix("* ") }

    private static func items(_ lines: [Substring]) -> [Item] {
        var texts: [String] = []
        for line in lines {
            if isItem(line) {
                texts.append(String(line.dropFirst(2)))
            } else if !texts.isEmpty {
                texts[texts.count - 1] += " " + line.drop(while: \.isWhitespace)
            }
        }
        return texts.map { Item(runs: runs($0)) }
    }

    private static func paragraph(_ lines: ArraySlice<Substring>, _ keepsLines: Bool) -> Block {
        Block(paragraph: runs(lines.joined(separator: keepsLines ? "\n" : " ")))
    }

    private static func plain(_ text: Substring) -> String {
        runs(String(text)).map(\.text).joined().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Marks that have no partner stay as they are.
    static func runs(_ text: String) -> [Run] {
        var runs: [Run] = []
        func add(_ text: Substring, strong: Bool = false, emphasis: Bool = false) {
            if !text.isEmpty { runs.append(Run(text, isStrong: strong, isEmphasis: emphasis)) }
        }
        var rest = text[...]
        while let match = rest.firstMatch(of: /\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*/) {
            add(rest[..<match.range.lowerBound])
            if let strong = match.output.1 { add(strong, strong: true) }
            if let emphasis = match.output.2 { add(emphasis, emphasis: true) }
            rest = rest[match.range.upperBound...]
        }
        add(rest)
        return runs
    }
}
