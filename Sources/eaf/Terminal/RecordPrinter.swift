import Events
import Replay

/// Writes records to standard output: a table for people, the raw lines for machines, opened values marked as such.
struct RecordPrinter: ~Copyable {
    private var out = StandardOutput()
    private let json: Bool
    private let keys: (any KeyRing)?
    private var needsHeader: Bool

    init(json: Bool, keys: (any KeyRing)?) {
        self.json = json
        self.keys = keys
        needsHeader = !json
    }

    mutating func print(_ record: Record) throws {
        if needsHeader { try out.line(RecordTable.header) }
        needsHeader = false
        let unsealed = try keys.map { try Unsealed(record, keys: $0) }
        if json {
            try out.line(unsealed?.json(of: record) ?? Array(record.line))
            return
        }
        try out.line(RecordTable.line(of: record))
        for value in unsealed?.values ?? [] {
            let text = value.json ?? "(clé détruite ou absente)"
            try out.line("            DESCELLÉ  \(value.field) = \(RecordTable.printable(text))")
        }
    }

    mutating func flush() throws { try out.flush() }
}
