/// What went wrong between this process and a Postgres server.
public struct PostgresError: Error, Equatable, Sendable {
    /// Who said no.
    public enum Kind: Equatable, Sendable {
        /// No connection could be made, or it broke. Whether a statement under way was carried out is not known.
        case connection
        /// No answer came within the time allowed. The connection is given up; as above for a statement under way.
        case timeout
        /// The server answered with an error: the statement had no effect.
        case server
        /// The client was used against its rules, for example results that are not of the form asked for.
        case usage
    }

    public let kind: Kind
    /// Nil when the error is not the server's; of kind `.connection` it is why the server refused the session.
    public let state: SQLState?
    /// `ERROR`, `FATAL` or `PANIC`, never translated; nil when the error is not the server's.
    public let severity: String?
    /// One sentence. The server's primary message holds no values of rows.
    public let message: String
    /// The server's further fields: they may hold values of rows and do not belong into logs.
    public let detail: String?
    public let hint: String?
    public let schema: String?
    public let table: String?
    public let constraint: String?

    /// Says what went wrong; a usage error when an answer is not of the form that was asked for.
    public init(
        _ kind: Kind, _ message: String, state: SQLState? = nil, severity: String? = nil, detail: String? = nil,
        hint: String? = nil, schema: String? = nil, table: String? = nil, constraint: String? = nil
    ) {
        self.kind = kind
        self.message = message
        self.state = state
        self.severity = severity
        self.detail = detail
        self.hint = hint
        self.schema = schema
        self.table = table
        self.constraint = constraint
    }

    /// The connection is gone: it broke, was given up, or the server ended it. A statement under way may have been carried out.
    public var endsConnection: Bool {
        switch kind {
        case .connection, .timeout: true
        case .server: severity == "FATAL" || severity == "PANIC"
        case .usage: false
        }
    }
}

extension PostgresError: CustomStringConvertible {
    /// The code and the primary message; fields that may hold values of rows are left out.
    public var description: String { state.map { "\($0.code): \(message)" } ?? message }
}
