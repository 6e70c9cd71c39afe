import Postgres

extension PostgresEventLog {
    /// Where the log is, and how long things may take.
    public struct Configuration: Sendable {
        /// A URL as libpq reads it, for example `postgresql://eaf@db.example/eaf?sslmode=verify-full`.
        public var url: String
        /// A URL that leads to the server itself where `url` leads to pgbouncer: for migrations.
        public var directURL: String?
        /// The position that the log is known to have reached; ending before it is refused.
        public var floor: LogPosition
        /// What an earlier process saw of the log: that record must be there.
        public var mark: LogMark?
        /// Connections for reading, at most; one more appends.
        public var readersMax: Int
        /// Waiting for the turn, at most. Longer than `idleMax`, so that who waits outlives a holder that froze.
        public var lockMax: Duration
        /// How long a holder of the turn may be silent before the server throws it out.
        public var idleMax: Duration
        /// Any other answer of the server.
        public var answerMax: Duration
        /// The answer to a commit; a synchronous standby may take its time.
        public var commitMax: Duration
        /// How long to find out what became of a commit whose answer did not come.
        public var resolveMax: Duration
        /// After so many turns in a row in which nobody else appended, the next one decides before it takes the lock.
        public var turnsAloneMin: Int

        /// The usual bounds.
        public init(url: String, directURL: String?) {
            self.url = url
            self.directURL = directURL
            floor = .zero
            readersMax = 4
            lockMax = .seconds(10)
            idleMax = .seconds(5)
            answerMax = .seconds(10)
            commitMax = .seconds(20)
            resolveMax = .seconds(20)
            turnsAloneMin = 16
        }

        /// Whether libpq can make anything of a text as a URL; nothing is connected.
        public static func isURL(_ text: String) -> Bool {
            (text.hasPrefix("postgres://") || text.hasPrefix("postgresql://"))
                && PostgresConfiguration(url: text, applicationName: "eaf", connectSecondsMax: 2).isReadable
        }

        var connecting: PostgresConfiguration {
            PostgresConfiguration(url: url, applicationName: "eaf", connectSecondsMax: 5)
        }

        /// What the server enforces in a turn.
        var turnLimits: PostgresTransactionLimits {
            PostgresTransactionLimits(statement: lockMax + answerMax, lock: lockMax, idle: idleMax)
        }
    }
}
