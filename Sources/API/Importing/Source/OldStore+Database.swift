import Events
import Postgres

/// The predecessor's PostgreSQL mode: tables that Prisma made, found by name or by their columns in
/// `information_schema`.
extension OldStore {
    /// One connection attempt, and one statement.
    private static let connectSecondsMax = 10
    private static let statementLimit = Duration.seconds(120)
    /// Rows that are fetched at a time.
    private static let rowsAtATime = 1_000

    private struct Table {
        let schema: String
        let name: String
        var columns: Set<String> = []

        /// As it may stand in SQL text.
        var quoted: String {
            [schema, name].map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ".")
        }
        var shown: String { schema == "public" ? "table \"\(name)\"" : "table \"\(schema)\".\"\(name)\"" }
    }

    private struct Choice {
        let table: Table
        let kind: OldKind
    }

    /// Reads every table that has a counterpart, in one read-only snapshot.
    ///
    /// - Throws: `ImportError`; the message never holds the URL.
    static func read(database url: String) throws(ImportError) -> OldStore {
        let result: Result<OldStore, ImportError>
        do throws(PostgresError) { result = try readAll(url) } catch { throw .database(error.description) }
        let store = try result.get()
        guard !store.isEmpty else {
            throw .bad("Aucune table de l'ancien service n'est reconnue dans cette base (voyez docs/import.md).")
        }
        return store
    }

    private static func readAll(_ url: String) throws(PostgresError) -> Result<OldStore, ImportError> {
        var connection = try PostgresConnection.open(
            PostgresConfiguration(url: url, applicationName: "eaf import", connectSecondsMax: connectSecondsMax))
        try connection.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", within: statementLimit)
        let tables = try tables(&connection)
        let chosen: [Choice]
        switch choose(tables) {
        case .success(let found): chosen = found
        case .failure(let error): return .failure(error)
        }
        var store = OldStore()
        for choice in chosen { store.take(try rows(of: choice.table, &connection), as: choice.kind) }
        let taken = Set(chosen.map(\.table.quoted))
        for table in tables where !taken.contains(table.quoted) {
            store.leave(
                table.shown, count: try count(table, &connection), because: OldKind.reason(table.name))
        }
        try connection.query("COMMIT", within: statementLimit)
        return .success(store)
    }

    private static func tables(_ connection: inout PostgresConnection) throws(PostgresError) -> [Table] {
        let result = try connection.query(
            PostgresStatement(
                """
                SELECT c.table_schema::text, c.table_name::text, c.column_name::text
                FROM information_schema.columns c
                JOIN information_schema.tables t USING (table_schema, table_name)
                WHERE t.table_type = 'BASE TABLE'
                  AND c.table_schema NOT IN ('pg_catalog', 'information_schema', 'eventlog')
                ORDER BY 1, 2, c.ordinal_position
                """, [], format: .text), within: statementLimit)
        var tables: [Table] = []
        for row in 0..<result.count {
            let (schema, name) = (result.string(row, 0) ?? "", result.string(row, 1) ?? "")
            if tables.last?.schema != schema || tables.last?.name != name {
                tables.append(Table(schema: schema, name: name))
            }
            tables[tables.count - 1].columns.insert(OldKind.normalised(result.string(row, 2) ?? ""))
        }
        return tables
    }

    /// The table of each kind: of several that fit, the one with the kind's name; of several such, none.
    private static func choose(_ tables: [Table]) -> Result<[Choice], ImportError> {
        var chosen: [Choice] = []
        for kind in OldKind.allCases {
            let fitting = tables.filter { OldKind.of($0.name, members: $0.columns) == kind }
            let named = fitting.filter { kind.names.contains(OldKind.normalised($0.name)) }
            let best = named.isEmpty ? fitting : named
            guard best.count <= 1 else {
                return .failure(
                    .bad(
                        "Plusieurs tables conviennent pour « \(kind.rawValue) » : "
                            + best.map(\.shown).joined(separator: ", ")
                            + ". Donnez un rôle PostgreSQL qui n'en lit qu'une."))
            }
            if let table = best.first { chosen.append(Choice(table: table, kind: kind)) }
        }
        return .success(chosen)
    }

    private static func rows(
        of table: Table, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [OldRow] {
        try connection.query(
            PostgresStatement(
                "DECLARE old NO SCROLL CURSOR FOR SELECT row_to_json(t)::text FROM \(table.quoted) t", []),
            within: statementLimit)
        var rows: [OldRow] = []
        while true {
            let page = try connection.query(
                PostgresStatement("FETCH FORWARD \(rowsAtATime) FROM old", [], format: .text), within: statementLimit)
            for row in 0..<page.count {
                // What Postgres writes as JSON is JSON.
                guard let bytes = page.bytes(row, 0), let object = (try? JSONValue.parse(bytes))?.membered else {
                    continue
                }
                rows.append(OldRow(object, place: "\(table.shown), ligne \(rows.count + 1)"))
            }
            if page.count < rowsAtATime { break }
        }
        try connection.query(PostgresStatement("CLOSE old", []), within: statementLimit)
        return rows
    }

    private static func count(_ table: Table, _ connection: inout PostgresConnection) throws(PostgresError) -> Int {
        let result = try connection.query(
            PostgresStatement("SELECT count(*) FROM \(table.quoted)", [], format: .text), within: statementLimit)
        return result.string(0, 0).flatMap { Int($0) } ?? 0
    }
}
