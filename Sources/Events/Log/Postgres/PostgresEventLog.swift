import Postgres
import Synchronization

/// A log in a Postgres database, for any number of writing and reading processes.
///
/// Table `eventlog.records(position, record)`: a row a record, its text the line without its line feed, the same bytes as in
/// files. `eventlog/postgres/` has the tables; triggers refuse to change, remove or skip records.
///
/// A turn of writing is one transaction under an advisory lock that ends with it: lock, read the head, hand over what others
/// appended, decide, insert, commit. So positions are gapless and commit order is position order: no reader can skip a record
/// that commits late. It takes two round trips; one while nobody else appends, see `PostgresEventLog+Ahead`.
///
/// What bounds it:
/// - Whoever holds the lock and freezes is thrown out by the server (`idle_in_transaction_session_timeout`), or by the next one who
///   waited in vain where the server's limits do not reach: in the middle of a request. Its late commit finds no transaction any more.
/// - When the connection breaks while a commit is under way, nobody is answered before it is settled: a new connection waits for the
///   lock and looks at the commit's positions. Nothing there: it is made again, the same bytes at the same place, so that it cannot
///   be there twice. What is there is confirmed with a transaction of its own, which waits for a synchronous standby; so are others'
///   records before a turn that adds nothing is answered on them. If that cannot be settled in time the turn ends with `.outcomeUnknown`, and the next turn finds out.
/// - A database that lost what this process saw committed (a standby that was behind, an old backup) is refused: the head that was
///   seen last must be there, with the same checksum.
///
/// Nothing is kept in the session, so `url` may be pgbouncer in transaction mode.
public final class PostgresEventLog: EventLog {
    /// The head that was seen last, and how its line begins: with its checksum.
    struct Seen {
        var head = LogHead.empty
        var opening: [UInt8]?
        /// The end that the server has acknowledged to this process: disk and synchronous standby have everything before it.
        var confirmed = LogPosition.zero
        /// How many turns in a row met nobody else's records.
        var turnsAlone = 0
    }

    let configuration: Configuration
    let connecting: PostgresConfiguration
    let isWritable: Bool
    /// Beats whenever one of the bounded waits of a turn of writing has ended: an outage is many of them, and none is for ever.
    public let pulse = Pulse()
    let readers: PostgresPool
    /// The connection that appends. Whoever holds it has the turn within this process.
    let writing = Mutex<PostgresConnection?>(nil)
    let seen = Mutex(Seen())
    /// How long lines are, as the last chunk had it: so many are asked for at a time.
    let lineBytes = Mutex(usualLineBytes)

    /// Opens the log for writing; migrations that are missing are made first.
    ///
    /// - Throws: `EventLogError.database`, `.rolledBack` when the log ends before the configuration's floor or mark, `.diverged` when
    ///   it holds another record at the mark.
    public convenience init(writing configuration: Configuration) throws(EventLogError) {
        try PostgresMigrations(url: configuration.directURL ?? configuration.url).run(dryRun: false)
        self.init(configuration, isWritable: true)
        try checkStart()
    }

    /// Opens the log for reading, beside writers or without; its schema must be there.
    ///
    /// - Throws: `EventLogError.database`, `.rolledBack`.
    public convenience init(reading configuration: Configuration) throws(EventLogError) {
        self.init(configuration, isWritable: false)
        try checkStart()
    }

    private init(_ configuration: Configuration, isWritable: Bool) {
        self.configuration = configuration
        self.isWritable = isWritable
        connecting = configuration.connecting
        readers = PostgresPool(
            configuration.connecting, size: configuration.readersMax, waitLimit: configuration.answerMax)
    }

    private func checkStart() throws(EventLogError) {
        let encoding = try read { connection throws(PostgresError) in connection.reported("server_encoding") }
        guard encoding == "UTF8" else {
            throw .database(DatabaseFailure(.schema, "server_encoding is \(encoding ?? "unknown"), not UTF8"))
        }
        if let mark = configuration.mark {
            seen.withLock {
                $0.head.position = mark.position
                $0.opening = mark.opening
            }
        }
        let seen = seen.withLock { $0 }
        let answer = try read { connection throws(PostgresError) in
            try connection.query(PostgresSQL.head(anchor: seen.head.position), within: self.configuration.answerMax)
        }
        let head = try believe(answer, seen)
        guard head.position >= configuration.floor else {
            throw .rolledBack(head: head.position, floor: configuration.floor)
        }
    }

    /// How far this process saw the log; nil while it is empty.
    public var mark: LogMark? {
        let seen = seen.withLock { $0 }
        return seen.opening.flatMap { LogMark(position: seen.head.position, opening: $0) }
    }

    /// Reads on one of the reading connections.
    func read<Success: Sendable>(
        _ body: (inout PostgresConnection) throws(PostgresError) -> Success
    ) throws(EventLogError) -> Success {
        do throws(PostgresError) {
            return try readers.withConnection(isRepeatable: true, body)
        } catch {
            throw .database(DatabaseFailure(error))
        }
    }
}
