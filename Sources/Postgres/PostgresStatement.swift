/// One SQL statement, with its parameters apart.
public struct PostgresStatement: Equatable, Sendable, ExpressibleByStringLiteral {
    /// How values come back.
    public enum Format: Int32, Sendable {
        case text = 0
        case binary = 1
    }

    /// The text, with `$1`, `$2`… for the parameters.
    public let sql: String
    public let parameters: [PostgresValue]
    public let format: Format

    /// A statement whose results come back in `format`.
    public init(_ sql: String, _ parameters: [PostgresValue], format: Format = .binary) {
        self.sql = sql
        self.parameters = parameters
        self.format = format
    }

    /// A statement without parameters.
    public init(stringLiteral sql: String) { self.init(sql, []) }
}
