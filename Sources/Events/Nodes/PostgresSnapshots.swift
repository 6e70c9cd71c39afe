import Postgres

/// The newest snapshot of the read models, for nodes that join (table `eventlog.snapshots`). It stays sealed; it can be deleted at
/// any time.
public struct PostgresSnapshots: Sendable {
    private static let partBytes = 4 << 20
    private static let answerMax = Duration.seconds(30)
    /// A node that freezes while it keeps one holds the others' rows up no longer than this.
    private static let limits = PostgresTransactionLimits(
        statement: .seconds(30), lock: .seconds(10), idle: .seconds(30))

    private let connecting: PostgresConfiguration

    /// The snapshots in the database that `url` leads to.
    public init(url: String) {
        connecting = PostgresConfiguration(url: url, applicationName: "eaf snapshots", connectSecondsMax: 2)
    }

    /// The position of the newest one; nil when there is none. Blocks.
    ///
    /// - Throws: `DatabaseFailure`.
    public func newest() throws(DatabaseFailure) -> LogPosition? {
        try asking { connection throws(PostgresError) in
            let rows = try connection.query("SELECT max(position) FROM eventlog.snapshots", within: Self.answerMax)
            return rows.int(0, 0).map { LogPosition(UInt64($0)) }
        }
    }

    /// The bytes of the one at `position`; empty when it went meanwhile. Blocks.
    ///
    /// - Throws: `DatabaseFailure`.
    public func bytes(at position: LogPosition) throws(DatabaseFailure) -> [UInt8] {
        try asking { connection throws(PostgresError) in
            var bytes: [UInt8] = []
            var part: Int64 = 0
            while true {
                let rows = try connection.query(
                    PostgresStatement(
                        "SELECT bytes FROM eventlog.snapshots WHERE position = $1 AND part = $2::bigint",
                        [.int(position.database), .int(part)]), within: Self.answerMax)
                guard rows.count == 1, let piece = rows.bytes(0, 0) else { return bytes }
                bytes += piece
                part += 1
            }
        }
    }

    /// Keeps a snapshot in place of older ones. Blocks.
    ///
    /// - Throws: `DatabaseFailure`; what was there is still there.
    public func keep(_ bytes: [UInt8], at position: LogPosition) throws(DatabaseFailure) {
        try asking { connection throws(PostgresError) in
            try connection.pipeline([PostgresSQL.begin, Self.limits.setting], within: Self.answerMax)
            try connection.query(Self.removal(before: position.next), within: Self.answerMax)
            for (part, start) in stride(from: 0, to: bytes.count, by: Self.partBytes).enumerated() {
                let piece = Array(bytes[start..<min(start + Self.partBytes, bytes.count)])
                try connection.query(
                    PostgresStatement(
                        "INSERT INTO eventlog.snapshots (position, part, bytes) VALUES ($1, $2::bigint, $3)",
                        [.int(position.database), .int(Int64(part)), .bytes(piece)]), within: Self.answerMax)
            }
            try connection.query(PostgresSQL.commit, within: Self.answerMax)
        }
    }

    /// Removes what is older than `position`. Blocks.
    ///
    /// - Throws: `DatabaseFailure`.
    public func remove(before position: LogPosition) throws(DatabaseFailure) {
        try asking { connection throws(PostgresError) in
            try connection.query(Self.removal(before: position), within: Self.answerMax)
        }
    }

    private static func removal(before position: LogPosition) -> PostgresStatement {
        PostgresStatement("DELETE FROM eventlog.snapshots WHERE position < $1", [.int(position.database)])
    }

    @discardableResult
    private func asking<Success: Sendable>(
        _ body: (inout PostgresConnection) throws(PostgresError) -> Success
    ) throws(DatabaseFailure) -> Success {
        do throws(PostgresError) {
            var connection = try PostgresConnection.open(connecting)
            return try body(&connection)
        } catch {
            throw DatabaseFailure(error)
        }
    }
}
