import Events

/// Everything that was found of the predecessor: rows by kind, and what has no counterpart.
struct OldStore: Sendable {
    private(set) var rows: [OldKind: [OldRow]] = [:]
    /// What is named in the report and not taken.
    private(set) var leftovers: [ImportReport.Leftover] = []

    subscript(kind: OldKind) -> [OldRow] { rows[kind] ?? [] }

    /// Whether any kind was recognised.
    var isEmpty: Bool { rows.values.allSatisfy(\.isEmpty) }

    /// Notes something without a counterpart.
    mutating func leave(_ name: String, count: Int, because reason: String?) {
        guard count > 0 else { return }
        leftovers.append(
            ImportReport.Leftover(
                name: name, count: count, reason: reason ?? "non reconnu : ni par son nom, ni par ses membres"))
    }

    /// Takes a collection's or table's rows, with the collections that lie in them.
    mutating func take(_ rows: [OldRow], as kind: OldKind) {
        for row in rows { add(row, as: kind) }
    }

    private mutating func add(_ row: OldRow, as kind: OldKind) {
        var row = row
        guard kind == .users || kind == .epreuves else {
            rows[kind, default: []].append(row)
            return
        }
        let id = row.value("id", kind == .users ? "userid" : "epreuveid")
        for (name, value) in row.members.sorted(by: { $0.key < $1.key }) {
            guard let inner = OldKind.allCases.first(where: { $0.names.contains(name) }), inner != kind else {
                continue
            }
            let objects = value.listed?.compactMap(\.membered) ?? value.membered.map { [$0] } ?? []
            guard !objects.isEmpty else { continue }
            row = row.removing(name)
            for (index, object) in objects.enumerated() {
                var found = OldRow(object, place: "\(row.place), \(name)[\(index)]")
                if let id { found = found.adding(inner.parent, id) }
                if inner == .copies, let owner = row.value("userid") { found = found.adding("userid", owner) }
                add(found, as: inner)
            }
        }
        rows[kind, default: []].append(row)
    }
}
