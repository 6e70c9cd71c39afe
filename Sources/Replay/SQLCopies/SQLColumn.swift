import Events
import GRDB

/// One column of a table: what it is called and means, and how it is read from a row.
struct SQLColumn<Row>: Sendable {
    let text: SQLColumnText
    let value: @Sendable (Row) -> DatabaseValue

    private init(
        _ name: String, _ kind: SQLColumnText.Kind, isOptional: Bool = false, _ comment: String,
        _ value: @escaping @Sendable (Row) -> DatabaseValue
    ) {
        text = SQLColumnText(name: name, kind: kind, isOptional: isOptional, comment: comment)
        self.value = value
    }

    static func id<Kind>(_ name: String, _ comment: String, _ value: @escaping @Sendable (Row) -> EntityID<Kind>)
        -> Self
    {
        Self(name, .text, comment) { value($0).description.databaseValue }
    }

    static func text(_ name: String, _ comment: String, _ value: @escaping @Sendable (Row) -> String) -> Self {
        Self(name, .text, comment) { value($0).databaseValue }
    }

    static func optionalText(
        _ name: String, _ comment: String, _ value: @escaping @Sendable (Row) -> String?
    ) -> Self {
        Self(name, .text, isOptional: true, comment) { value($0)?.databaseValue ?? .null }
    }

    static func integer(_ name: String, _ comment: String, _ value: @escaping @Sendable (Row) -> Int) -> Self {
        Self(name, .integer, comment) { Int64(value($0)).databaseValue }
    }

    static func optionalInteger(
        _ name: String, _ comment: String, _ value: @escaping @Sendable (Row) -> Int?
    ) -> Self {
        Self(name, .integer, isOptional: true, comment) { value($0).map { Int64($0).databaseValue } ?? .null }
    }

    static func position(
        _ name: String, _ comment: String, _ value: @escaping @Sendable (Row) -> LogPosition
    ) -> Self {
        Self(name, .integer, comment) { Int64(clamping: value($0).rawValue).databaseValue }
    }

    static func optionalPosition(
        _ name: String, _ comment: String, _ value: @escaping @Sendable (Row) -> LogPosition?
    ) -> Self {
        Self(name, .integer, isOptional: true, comment) { row in
            value(row).map { Int64(clamping: $0.rawValue).databaseValue } ?? .null
        }
    }

    static func real(_ name: String, _ comment: String, _ value: @escaping @Sendable (Row) -> Double) -> Self {
        Self(name, .real, comment) { value($0).databaseValue }
    }

    static func flag(_ name: String, _ comment: String, _ value: @escaping @Sendable (Row) -> Bool) -> Self {
        Self(name, .integer, comment) { (value($0) ? 1 : 0).databaseValue }
    }
}

/// What SQL has to know of a column.
struct SQLColumnText: Sendable {
    /// Storage of a `STRICT` table.
    enum Kind: String, Sendable {
        case text = "TEXT"
        case integer = "INTEGER"
        case real = "REAL"
    }

    let name: String
    let kind: Kind
    let isOptional: Bool
    /// In French, one line.
    let comment: String
}
