/// What SQL has to know of a table.
struct SQLTableText: Sendable {
    /// Whose rows a child's rows belong to.
    struct Parent: Sendable {
        /// Of the child; of the same names in the parent, or named in `keys`.
        let columns: [String]
        let table: String
        let keys: [String]

        init(_ table: String, _ columns: [String], keys: [String]) {
            self.table = table
            self.columns = columns
            self.keys = keys
        }
    }

    let name: String
    /// In French, one line.
    let comment: String
    let columns: [SQLColumnText]
    let key: [String]
    let parent: Parent?
    let indexes: [[String]]

    /// `CREATE TABLE`, commented so that `.schema` of sqlite3 explains itself.
    var definition: String {
        var lines: [(code: String, comment: String?)] = columns.map { column in
            ("\(column.name) \(column.kind.rawValue)\(column.isOptional ? "" : " NOT NULL")", column.comment)
        }
        lines.append(("PRIMARY KEY (\(key.joined(separator: ", ")))", nil))
        if let parent {
            let columns = parent.columns.joined(separator: ", ")
            let keys = parent.keys.joined(separator: ", ")
            lines.append(("FOREIGN KEY (\(columns)) REFERENCES \(parent.table) (\(keys))", nil))
        }
        let body = lines.enumerated().map { index, line in
            "  \(line.code)\(index < lines.count - 1 ? "," : "")" + (line.comment.map { "  -- \($0)" } ?? "")
        }
        return "CREATE TABLE \(name) (  -- \(comment)\n\(body.joined(separator: "\n"))\n) STRICT, WITHOUT ROWID"
    }

    /// `CREATE INDEX` for each; made after the rows are in, which is faster.
    var indexDefinitions: [String] {
        indexes.map { columns in
            "CREATE INDEX \(name)_by_\(columns.joined(separator: "_")) ON \(name) (\(columns.joined(separator: ", ")))"
        }
    }

    var insertion: String {
        "INSERT INTO \(name) VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))"
    }
}
