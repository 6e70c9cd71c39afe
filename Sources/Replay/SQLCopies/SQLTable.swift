import GRDB
import Projections

/// A table and how it is filled from rows of one kind.
struct SQLTable<Row>: Sendable {
    let text: SQLTableText
    private let values: [@Sendable (Row) -> DatabaseValue]

    /// Describes a table.
    ///
    /// - Parameters:
    ///   - key: the columns of the primary key.
    ///   - parent: the table of the same read model whose rows these belong to.
    ///   - indexes: the columns of each further index.
    init(
        _ name: String, _ comment: String, key: [String], parent: SQLTableText.Parent? = nil,
        indexes: [[String]] = [], columns: [SQLColumn<Row>]
    ) {
        text = SQLTableText(
            name: name, comment: comment, columns: columns.map(\.text), key: key, parent: parent, indexes: indexes)
        values = columns.map(\.value)
    }

    /// Inserts the rows and returns how many there were.
    func fill(_ rows: some Sequence<Row>, _ database: Database) throws -> Int {
        let statement = try database.makeStatement(sql: text.insertion)
        var count = 0
        for row in rows {
            statement.setUncheckedArguments(StatementArguments(values.map { $0(row) }))
            try statement.execute()
            count += 1
        }
        return count
    }
}

/// A table of a read model, filled from the model's view.
struct SQLModelTable: Sendable {
    let text: SQLTableText
    private let insert: @Sendable (any ReadModelView, Database) throws -> Int

    init<View: ReadModelView, Row>(_ table: SQLTable<Row>, _ rows: @escaping @Sendable (View) -> [Row]) {
        text = table.text
        insert = { view, database in
            guard let view = view as? View else {
                throw ReplayFailure(
                    .software, "La table \(table.text.name) attend une autre vue : défaut de cette version.")
            }
            return try table.fill(rows(view), database)
        }
    }

    func fill(from view: any ReadModelView, _ database: Database) throws -> Int { try insert(view, database) }
}
