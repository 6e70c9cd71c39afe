import Postgres
import Synchronization

/// The board in the database of the log (table `eventlog.checkpoints`): a turn is a transaction under an advisory lock. Whoever
/// freezes in it is thrown out by the server, and posts nothing any more.
public final class PostgresCheckpointBoard: CheckpointBoard {
    private static let answerMax = Duration.seconds(10)
    /// Signing reads the new records and writes tiles; the server hears nothing meanwhile.
    private static let limits = PostgresTransactionLimits(
        statement: .seconds(10), lock: .seconds(5), idle: .seconds(30))

    private let connecting: PostgresConfiguration
    private let session = Mutex<PostgresConnection?>(nil)

    /// The board of the database that `url` leads to.
    public init(url: String) {
        connecting = PostgresConfiguration(url: url, applicationName: "eaf checkpoints", connectSecondsMax: 2)
    }

    public func last(of origin: String) throws(IntegrityError) -> [UInt8]? {
        try withSession { connection throws(IntegrityError) in
            let rows = try Self.ask([Self.posted(origin)], on: &connection)[0]
            return rows.count == 1 ? rows.bytes(0, 0) : nil
        }
    }

    public func turn(
        of origin: String, _ sign: ([UInt8]?) throws(IntegrityError) -> SignedCheckpoint?
    ) throws(IntegrityError) -> Bool {
        try withSession { connection throws(IntegrityError) in
            let answers = try Self.ask(
                [PostgresSQL.begin, Self.limits.setting, PostgresSQL.tryToSign, Self.posted(origin)], on: &connection)
            guard answers[2].int(0, 0) == 1 else {
                _ = try Self.ask([PostgresSQL.rollback], on: &connection)
                return false
            }
            let posted = answers[3].count == 1 ? answers[3].bytes(0, 0) : nil
            guard let signed = try sign(posted) else {
                _ = try Self.ask([PostgresSQL.rollback], on: &connection)
                return true
            }
            _ = try Self.ask([Self.post(signed, origin), PostgresSQL.commit], on: &connection)
            return true
        }
    }

    private static func posted(_ origin: String) -> PostgresStatement {
        PostgresStatement("SELECT note FROM eventlog.checkpoints WHERE origin = $1", [.text(origin)])
    }

    private static func post(_ signed: SignedCheckpoint, _ origin: String) -> PostgresStatement {
        PostgresStatement(
            """
            INSERT INTO eventlog.checkpoints (origin, size, note) VALUES ($1, $2, $3)
            ON CONFLICT (origin) DO UPDATE SET size = excluded.size, note = excluded.note
            """, [.text(origin), .int(Int64(clamping: signed.checkpoint.size)), .utf8(signed.note.bytes)])
    }

    private static func ask(
        _ statements: [PostgresStatement], on connection: inout PostgresConnection
    ) throws(IntegrityError) -> [PostgresResult] {
        do throws(PostgresError) {
            return try connection.pipeline(statements, within: answerMax)
        } catch {
            throw .log(.database(DatabaseFailure(error)))
        }
    }

    /// Lends the connection; one that is left inside a transaction is dropped, which rolls it back.
    private func withSession<Success: Sendable>(
        _ body: (inout PostgresConnection) throws(IntegrityError) -> Success
    ) throws(IntegrityError) -> Success {
        try session.withLock { kept throws(IntegrityError) in
            var connection: PostgresConnection
            do throws(PostgresError) {
                connection = try kept.takeLiving(or: connecting)
            } catch {
                throw .log(.database(DatabaseFailure(error)))
            }
            let outcome: Result<Success, IntegrityError>
            do throws(IntegrityError) {
                outcome = .success(try body(&connection))
            } catch {
                outcome = .failure(error)
            }
            if connection.isReusable { kept = consume connection }
            return try outcome.get()
        }
    }
}
