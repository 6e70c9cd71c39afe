/// The head of a Markdown file: lines `name: value` between two lines `---`, then the body.
struct FrontMatter: Equatable {
    let members: [String: String]
    let body: String

    /// Nil when the file does not begin with a head, or the head does not end.
    init?(_ text: String) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
        guard lines.popFirst().map(Self.isFence) == true else { return nil }
        var members: [String: String] = [:]
        while let line = lines.popFirst() {
            if Self.isFence(line) {
                self.members = members
                body = lines.joined(separator: "\n").trimmingWhitespace()
                return
            }
            guard let colon = line.firstIndex(of: ":") else {
                if line.allSatisfy(\.isWhitespace) { continue }
                return nil
            }
            let value = String(line[line.index(after: colon)...]).trimmingWhitespace()
            if !value.isEmpty { members[String(line[..<colon]).trimmingWhitespace()] = value }
        }
        return nil
    }

    private static func isFence(_ line: Substring) -> Bool {
        line.hasPrefix("---") && line.allSatisfy { $0 == "-" || $0.isWhitespace }
    }
}

extension String {
    func trimmingWhitespace() -> String {
        let start = drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }
}
