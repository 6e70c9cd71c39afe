/// The five characters by which Postgres names a condition (appendix A of its manual).
public struct SQLState: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    public let code: String

    /// Wraps a code.
    public init(_ code: String) { self.code = code }

    /// The last code in a message of libpq's that was made with `PQERRORS_VERBOSE`: severity, colon, two spaces, code, colon. Of several
    /// hosts that were tried the last one counts.
    init?(verbose message: String) {
        let code = #/: {2}([0-9A-Z]{5}):/#
        guard let last = message.matches(of: code).last else { return nil }
        self.init(String(last.output.1))
    }

    public init(stringLiteral code: String) { self.code = code }

    /// The first two characters: the class of the condition.
    public var group: String { String(code.prefix(2)) }
    public var description: String { code }

    public static let uniqueViolation: SQLState = "23505"
    public static let readOnlyTransaction: SQLState = "25006"
    public static let idleInTransactionTimeout: SQLState = "25P03"
    public static let serializationFailure: SQLState = "40001"
    public static let undefinedTable: SQLState = "42P01"
    public static let diskFull: SQLState = "53100"
    /// A lock was not to be had within `lock_timeout`.
    public static let lockNotAvailable: SQLState = "55P03"
    /// Also what `statement_timeout` ends with.
    public static let queryCanceled: SQLState = "57014"
    public static let adminShutdown: SQLState = "57P01"
}
