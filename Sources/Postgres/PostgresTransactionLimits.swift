/// How long a transaction may take in the server's eyes, so that a client that froze or vanished holds nothing for long.
///
/// They are set inside the transaction and end with it: the session keeps nothing, as pgbouncer in transaction mode asks.
public struct PostgresTransactionLimits: Equatable, Sendable {
    /// One statement (`statement_timeout`).
    public var statement: Duration
    /// Waiting for a lock (`lock_timeout`), advisory locks too.
    public var lock: Duration
    /// Waiting for the client between two statements (`idle_in_transaction_session_timeout`); the server ends the session then.
    public var idle: Duration

    /// Gathers the three.
    public init(statement: Duration, lock: Duration, idle: Duration) {
        self.statement = statement
        self.lock = lock
        self.idle = idle
    }

    /// Sets the limits for the transaction that it is carried out in.
    public var setting: PostgresStatement {
        PostgresStatement(
            """
            SELECT set_config('statement_timeout', $1, true), set_config('lock_timeout', $2, true),
                   set_config('idle_in_transaction_session_timeout', $3, true)
            """,
            [statement, lock, idle].map { .text("\(max(1, $0.milliseconds))ms") })
    }
}

extension Duration {
    /// Whole milliseconds, rounded up.
    var milliseconds: Int64 {
        let (seconds, attoseconds) = components
        let thousandth: Int64 = 1_000_000_000_000_000
        return seconds * 1_000 + (attoseconds + thousandth - 1) / thousandth
    }
}
