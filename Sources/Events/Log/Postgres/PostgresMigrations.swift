import Crypto
import Postgres

/// Makes the schema `eventlog` what this release needs: the numbered files of `eventlog/postgres/`, each once, in order.
///
/// All that are missing are made in one transaction under a lock, so several processes may start at once. A file that was released
/// never changes: what was applied is compared by SHA-256. Migrations only add, so a release goes on beside a newer one's schema.
public struct PostgresMigrations: Sendable {
    /// One numbered file.
    public struct Step: Equatable, Sendable {
        public let number: Int
        public let name: String
        /// It was there already.
        public let isApplied: Bool
    }

    struct Migration {
        let number: Int
        let name: String
        let sql: String

        var sha256: String { SHA256.hash(data: Array(sql.utf8)).hexadecimal }

        init(_ number: Int, _ name: String, _ sql: [UInt8]) {
            self.number = number
            self.name = name
            self.sql = String(decoding: sql, as: UTF8.self)
        }
    }

    static let all: [Migration] = [
        Migration(1, "records", PackageResources._001_records_sql),
        Migration(2, "views", PackageResources._002_views_sql),
        Migration(3, "vault", PackageResources._003_vault_sql),
        Migration(4, "roles", PackageResources._004_roles_sql),
        Migration(5, "nodes", PackageResources._005_nodes_sql),
        Migration(6, "append", PackageResources._006_append_sql),
    ]

    /// Where the migrations are recorded.
    private static let first = """
        CREATE SCHEMA IF NOT EXISTS eventlog;
        CREATE TABLE IF NOT EXISTS eventlog.migrations (
            number integer PRIMARY KEY,
            name text NOT NULL,
            sha256 text NOT NULL,
            applied_at timestamptz NOT NULL DEFAULT now(),
            applied_by text NOT NULL DEFAULT session_user
        );
        """
    /// Waiting for another process that migrates, and each statement.
    private static let limits = PostgresTransactionLimits(
        statement: .seconds(600), lock: .seconds(60), idle: .seconds(30))
    private static let answerMax = Duration.seconds(660)

    private let connecting: PostgresConfiguration

    /// Migrations of the database that `url` leads to; through pgbouncer they work too.
    public init(url: String) {
        connecting = PostgresConfiguration(url: url, applicationName: "eaf migrate", connectSecondsMax: 5)
    }

    /// Makes the migrations that are missing, or only says which they are.
    ///
    /// - Returns: every migration of this release, and whether it was there before.
    /// - Throws: `EventLogError.database`; nothing was changed then.
    @discardableResult
    public func run(dryRun: Bool) throws(EventLogError) -> [Step] {
        let outcome: Result<[Step], DatabaseFailure>
        do throws(PostgresError) {
            var connection = try PostgresConnection.open(connecting)
            // Who may not change the schema can start all the same when there is nothing to change.
            var applied = try Self.applied(on: &connection)
            let before = applied
            if !dryRun, Self.all.contains(where: { applied[$0.number] == nil }), Self.fault(in: applied) == nil {
                try connection.pipeline(
                    [PostgresSQL.begin, Self.limits.setting, PostgresSQL.lockMigrations], within: Self.answerMax)
                try connection.script(Self.first, within: Self.answerMax)
                applied = try Self.applied(on: &connection)
                for migration in Self.all where applied[migration.number] == nil {
                    try connection.script(migration.sql, within: Self.answerMax)
                    try connection.query(Self.noting(migration), within: Self.answerMax)
                }
                try connection.query(PostgresSQL.commit, within: Self.answerMax)
            }
            outcome = Self.fault(in: applied).map { .failure($0) } ?? .success(Self.steps(before))
        } catch {
            outcome = .failure(DatabaseFailure(error))
        }
        do throws(DatabaseFailure) { return try outcome.get() } catch { throw .database(error) }
    }

    /// The SHA-256 of what was applied, by number.
    private static func applied(on connection: inout PostgresConnection) throws(PostgresError) -> [Int: String] {
        let exists = try connection.query("SELECT to_regclass('eventlog.migrations') IS NOT NULL", within: answerMax)
        guard exists.int(0, 0) == 1 else { return [:] }
        let rows = try connection.query("SELECT number, sha256 FROM eventlog.migrations", within: answerMax)
        var applied: [Int: String] = [:]
        for row in 0..<rows.count { applied[Int(rows.int(row, 0) ?? 0)] = rows.string(row, 1) ?? "" }
        return applied
    }

    private static func noting(_ migration: Migration) -> PostgresStatement {
        PostgresStatement(
            "INSERT INTO eventlog.migrations (number, name, sha256) VALUES ($1::bigint, $2, $3)",
            [.int(Int64(migration.number)), .text(migration.name), .text(migration.sha256)])
    }

    /// A migration that is not the one of this release.
    private static func fault(in applied: [Int: String]) -> DatabaseFailure? {
        for migration in all {
            if let found = applied[migration.number], found != migration.sha256 {
                return DatabaseFailure(
                    .schema, "migration \(migration.number) (\(migration.name)) is not the one of this release")
            }
        }
        return nil
    }

    private static func steps(_ applied: [Int: String]) -> [Step] {
        all.map { Step(number: $0.number, name: $0.name, isApplied: applied[$0.number] != nil) }
    }
}
