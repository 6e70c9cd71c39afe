/// How long a transaction may take in the server's eyes, so that a client that froze or vanished holds nothing for long.
///
/// None of the three reaches a server that waits for the rest of a request. There the system's keepalives tell that the client's
/// machine vanished; of a client that is there and says nothing, only others can tell.
///
/// They are set inside the transaction and end with it: the session keeps nothing, as pgbouncer in transaction mode asks.
public struct PostgresTransactionLimits: Equatable, Sendable {
    /// A client's machine that is silent for so long is asked whether it is there, so often, so many times: gone after 11 s.
    private static let keepalive = (idleSeconds: 5, intervalSeconds: 2, count: 3)
    /// What the client's machine did not take within this time ends the session.
    private static let untakenMilliseconds = 10_000

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
                   set_config('idle_in_transaction_session_timeout', $3, true),
                   set_config('tcp_keepalives_idle', '\(Self.keepalive.idleSeconds)', true),
                   set_config('tcp_keepalives_interval', '\(Self.keepalive.intervalSeconds)', true),
                   set_config('tcp_keepalives_count', '\(Self.keepalive.count)', true),
                   set_config('tcp_user_timeout', '\(Self.untakenMilliseconds)', true)
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
