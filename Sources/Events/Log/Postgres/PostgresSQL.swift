import Postgres

/// The statements of the log in Postgres. `eventlog/postgres/` has the tables.
enum PostgresSQL {
    /// Taken by who appends, until its transaction ends. "eaf:log\0" as a number.
    private static let turnKey: Int64 = 0x6561_663A_6C6F_6700
    /// Taken by who changes the vault: "eaf:key\0".
    private static let vaultKey: Int64 = 0x6561_663A_6B65_7900
    /// Taken by who signs a checkpoint: "eaf:sig\0".
    private static let signingKey: Int64 = 0x6561_663A_7369_6700
    /// Taken by who migrates: "eaf:ddl\0".
    private static let migrationKey: Int64 = 0x6561_663A_6464_6C00
    /// The channel that a commit is announced on; the payload is its last position.
    static let channel = "eventlog"

    /// Every statement sees what was committed before it, so what is read after a lock was waited for is up to date.
    static let begin: PostgresStatement = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
    static let commit: PostgresStatement = "COMMIT"
    static let rollback: PostgresStatement = "ROLLBACK"

    /// Changes nothing and leaves a trace in the server's write-ahead log, so that the COMMIT after it waits as one that added
    /// records does: until disk and synchronous standby have it, and everything before it.
    ///
    /// Without a trace a COMMIT or ROLLBACK waits for nobody.
    static let trace: PostgresStatement =
        "SELECT pg_logical_emit_message(true, 'eaf', ''::text), set_config('statement_timeout', '0', true)"

    static let lockTurn = lock(turnKey)
    static let lockVault = lock(vaultKey)
    static let lockMigrations = lock(migrationKey)

    /// Takes the turn of signing, if nobody has it.
    static let tryToSign = PostgresStatement("SELECT pg_try_advisory_xact_lock($1)", [.int(signingKey)])

    /// A server that acknowledges before anything is on disk is told not to, in this transaction.
    private static func lock(_ key: Int64) -> PostgresStatement {
        PostgresStatement(
            """
            SELECT set_config('synchronous_commit', CASE current_setting('synchronous_commit')
                       WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, true),
                   pg_advisory_xact_lock($1)
            """, [.int(key)])
    }

    /// Ends the session that holds the turn if its client has been silent for `silence`, and says whether it did.
    ///
    /// The server limits a silent client only between two requests. In the middle of one, or of several that were sent together, it
    /// waits without limit for the rest; so it does for a client that does not take its answers.
    static func endHolder(silentFor silence: Duration) -> PostgresStatement {
        PostgresStatement(
            """
            SELECT count(pg_terminate_backend(activity.pid))
            FROM pg_locks AS held JOIN pg_stat_activity AS activity ON activity.pid = held.pid
            WHERE held.locktype = 'advisory' AND held.granted AND held.objsubid = 1
                AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                AND (held.classid::bigint << 32 | held.objid::bigint) = $1
                AND activity.wait_event_type = 'Client' AND activity.wait_event IN ('ClientRead', 'ClientWrite')
                AND activity.state_change < clock_timestamp() - $2 * interval '1 millisecond'
            """, [.int(turnKey), .int(Int64(silence / .milliseconds(1)))])
    }

    /// The head's line, or NULL; and how the line at `anchor` begins: with its checksum.
    static func head(anchor: LogPosition) -> PostgresStatement {
        PostgresStatement(
            """
            SELECT (SELECT record FROM eventlog.records ORDER BY position DESC LIMIT 1),
                   (SELECT left(record, \(RecordFormat.checkedFrom)) FROM eventlog.records WHERE position = $1)
            """, [.int(anchor.database)])
    }

    static func record(at position: LogPosition) -> PostgresStatement {
        PostgresStatement("SELECT record FROM eventlog.records WHERE position = $1", [.int(position.database)])
    }

    /// A row a line, in binary form. COPY takes no parameters; these are numbers.
    static func copyLines(after position: LogPosition, recordsMax: Int) -> String {
        """
        COPY (SELECT record FROM eventlog.records WHERE position > \(position.database)
              ORDER BY position LIMIT \(recordsMax)) TO STDOUT (FORMAT binary)
        """
    }

    /// Lines after `position` in one value, each with its line feed: about `bytesMax` bytes but at least one record.
    private static let linesText = """
        SELECT string_agg(record || E'\\n', '' ORDER BY position) FROM (
            SELECT position, record, octet_length(record) + 1 AS bytes,
                   sum(octet_length(record) + 1) OVER (ORDER BY position) AS total
            FROM (SELECT position, record FROM eventlog.records WHERE position > $1
                  ORDER BY position LIMIT $2) AS page
        ) AS sized
        WHERE total <= $3 OR total = bytes
        """

    /// The head and the anchor as `head`, and lines after `position`, all of one moment.
    static func news(
        after position: LogPosition, anchor: LogPosition, recordsMax: Int, bytesMax: Int
    ) -> PostgresStatement {
        PostgresStatement(
            """
            SELECT (SELECT record FROM eventlog.records ORDER BY position DESC LIMIT 1),
                   (SELECT left(record, \(RecordFormat.checkedFrom)) FROM eventlog.records WHERE position = $4),
                   (\(linesText))
            """,
            [
                .int(position.database), .int(Int64(recordsMax)), .int(Int64(bytesMax)), .int(anchor.database),
            ])
    }

    /// The lines from `first` to `last` in one value, each with its line feed.
    static func lines(from first: LogPosition, through last: LogPosition) -> PostgresStatement {
        PostgresStatement(
            """
            SELECT string_agg(record || E'\\n', '' ORDER BY position) FROM eventlog.records
            WHERE position BETWEEN $1 AND $2
            """, [.int(first.database), .int(last.database)])
    }

    static func insert(_ lines: [[UInt8]], from first: LogPosition) -> PostgresStatement {
        PostgresStatement(
            """
            INSERT INTO eventlog.records (position, record)
            SELECT $1 + nth - 1, line FROM unnest($2) WITH ORDINALITY AS added(line, nth)
            """, [.int(first.database), .utf8Array(lines)])
    }

    /// Takes the turn and appends, if the log ends with the record `known`, whose line begins with `opening`; else it fails with
    /// `serialization_failure`. It announces the commit.
    static func append(
        _ lines: [[UInt8]], after known: LogPosition, opening: [UInt8]
    ) -> PostgresStatement {
        PostgresStatement(
            "SELECT eventlog.append($1, $2, $3, $4, $5)",
            [.int(turnKey), .text(channel), .int(known.database), .utf8(opening), .utf8Array(lines)])
    }

    /// Announces a commit; followers hear of it once it is committed.
    ///
    /// A COMMIT that waits for a synchronous standby must not be cut short by a timeout: it would be acknowledged without it.
    static func announce(_ head: LogPosition) -> PostgresStatement {
        PostgresStatement(
            "SELECT pg_notify($1, $2), set_config('statement_timeout', '0', true)",
            [.text(channel), .text(head.description)])
    }
}

extension LogPosition {
    /// As a `bigint`; no record lies beyond what one can say.
    var database: Int64 { Int64(clamping: rawValue) }
}
