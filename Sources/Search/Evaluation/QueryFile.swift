/// Questions of an evaluation, one a line: an id, a tab, the text.
public struct QueryFile: Sendable {
    public struct Query: Sendable, Equatable {
        /// Without white space: it is a field of the run file.
        public let id: String
        public let text: String

        public init(id: String, text: String) {
            self.id = id
            self.text = text
        }
    }

    public let queries: [Query]

    /// - Throws: `LineFault` with the first line that is not of that form, or whose id was there before.
    public init(_ text: String) throws(LineFault) {
        var queries: [Query] = []
        var ids: Set<String> = []
        for (number, line) in text.lines() {
            let fields = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
            guard fields.count == 2 else {
                throw LineFault(line: number, rule: "« id, tabulation, question » est attendu")
            }
            let id = String(fields[0]).trimmingWhitespace()
            guard !id.isEmpty, !id.contains(where: \.isWhitespace) else {
                throw LineFault(line: number, rule: "l'identifiant ne doit pas contenir d'espace")
            }
            guard ids.insert(id).inserted else {
                throw LineFault(line: number, rule: "l'identifiant « \(id) » est déjà pris")
            }
            queries.append(Query(id: id, text: String(fields[1]).trimmingWhitespace()))
        }
        self.queries = queries
    }
}

/// What is wrong with a line of a file, in French.
public struct LineFault: Error, Equatable, Sendable {
    /// From 1.
    public let line: Int
    public let rule: String

    public init(line: Int, rule: String) {
        self.line = line
        self.rule = rule
    }
}

extension String {
    /// Lines that are not empty, numbered from 1; line ends of any system, and a byte order mark, are left out.
    func lines() -> [(number: Int, text: Substring)] {
        let text = hasPrefix("\u{FEFF}") ? dropFirst() : self[...]
        return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated().compactMap {
            $1.allSatisfy(\.isWhitespace) ? nil : ($0 + 1, $1)
        }
    }
}
