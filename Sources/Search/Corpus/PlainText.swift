/// The text of a Markdown document without its marks, as a reader would say it; plain text stays as it is.
enum PlainText {
    static func of(_ markdown: String) -> String {
        markdown.split(separator: "\n", omittingEmptySubsequences: false).map(line).joined(separator: "\n")
    }

    private static func line(_ line: Substring) -> String {
        var rest = line.drop(while: { $0 == " " || $0 == "\t" })
        if rest.hasPrefix("```") { return "" }
        let level = rest.prefix { $0 == "#" }.count
        if (1...6).contains(level), rest.dropFirst(level).first == " " { rest = rest.dropFirst(level + 1) }
        while rest.hasPrefix("> ") { rest = rest.dropFirst(2) }
        for mark in ["- ", "* ", "+ "] where rest.hasPrefix(mark) { rest = rest.dropFirst(2) }
        if isRule(rest) { return "" }
        return inline(cells(rest))
    }

    /// `---` between paragraphs, or under the head of a table.
    private static func isRule(_ line: Substring) -> Bool {
        line.count >= 3 && line.contains("-") && line.allSatisfy { "-|: ".contains($0) }
    }

    /// A row of a table is its cells.
    private static func cells(_ line: Substring) -> Substring {
        guard line.hasPrefix("|"), line.hasSuffix("|"), line.count > 1 else { return line }
        let cells = line.dropFirst().dropLast().split(separator: "|").map { String($0).trimmingWhitespace() }
        return cells.joined(separator: " ; ")[...]
    }

    /// Without emphasis, code marks and the addresses of links.
    private static func inline(_ line: Substring) -> String {
        String(line)
            .replacing(/\[([^\]\[]*)\]\([^()\s]*\)/) { $0.output.1 }
            .replacing(/\*\*|__|`/, with: "")
            .replacing(/(^|[\s(«"'’])[*_]([^*_\s][^*_]*)[*_]/) { "\($0.output.1)\($0.output.2)" }
    }
}
