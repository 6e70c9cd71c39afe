import Postgres

/// How often somebody may do something, counted in the database for all nodes together (table `eventlog.rate_limits`).
///
/// A bucket of `burst` tokens that fills up in `window` is one time: when it will be full again. The server's clock is the only one,
/// and one statement takes a token or does not.
public final class PostgresTokenBuckets: Sendable {
    /// A database that is slower does not limit; the node's own limits still hold.
    private static let answerMax = Duration.seconds(1)

    private let pool: PostgresPool

    /// Buckets in the database that `url` leads to.
    public init(url: String) {
        pool = PostgresPool(
            PostgresConfiguration(url: url, applicationName: "eaf limits", connectSecondsMax: 2), size: 2,
            waitLimit: Self.answerMax)
    }

    /// Takes a token of a bucket. Blocks.
    ///
    /// - Returns: nil, or how many milliseconds it takes until there is one.
    /// - Throws: `DatabaseFailure`.
    public func take(_ bucket: String, burst: Int, window: Duration) throws(DatabaseFailure) -> Int? {
        let window = Int64(window / .milliseconds(1))
        let statement = PostgresStatement(
            """
            WITH taken AS (
                INSERT INTO eventlog.rate_limits AS r (bucket, full_at)
                VALUES ($1, clock_timestamp() + $2 * interval '1 millisecond')
                ON CONFLICT (bucket) DO UPDATE
                SET full_at = greatest(r.full_at, clock_timestamp()) + $2 * interval '1 millisecond'
                WHERE greatest(r.full_at, clock_timestamp()) + ($2 - $3) * interval '1 millisecond' <= clock_timestamp()
                RETURNING bucket
            )
            SELECT (SELECT count(*) FROM taken),
                   (SELECT ceil(extract(epoch FROM full_at - clock_timestamp()) * 1000)::bigint + $2 - $3
                    FROM eventlog.rate_limits WHERE bucket = $1)
            """, [.text(bucket), .int(window / Int64(max(1, burst))), .int(window)])
        let answer = try ask(statement)
        return answer.int(0, 0) == 1 ? nil : max(1, Int(answer.int(0, 1) ?? 1))
    }

    /// Removes buckets that are full: they are the same as none. Blocks.
    ///
    /// - Throws: `DatabaseFailure`.
    public func removeFull() throws(DatabaseFailure) {
        _ = try ask("DELETE FROM eventlog.rate_limits WHERE full_at < clock_timestamp()")
    }

    private func ask(_ statement: PostgresStatement) throws(DatabaseFailure) -> PostgresResult {
        do throws(PostgresError) {
            return try pool.withConnection(isRepeatable: true) { connection throws(PostgresError) in
                try connection.query(statement, within: Self.answerMax)
            }
        } catch {
            throw DatabaseFailure(error)
        }
    }
}
