import Postgres
import Synchronization

/// Keeps an eye on a log in Postgres, from a session of its own: hears of commits at once, and asks for the head all the same.
///
/// A notification is a hint that may be lost; what counts is the answer to the question, which comes after every wait. Where the
/// session cannot listen (pgbouncer in transaction mode) only the waits are longer.
///
/// A log that is written another way than this session's, through pgbouncer, is there only while that way is open too: it is tried
/// from a session of its own, once a wait.
public final class PostgresLookout {
    private static let answerMax = Duration.seconds(2)

    private let log: PostgresEventLog
    private let connecting: PostgresConfiguration
    private var session: PostgresConnection?
    /// The way that the log is written, when it is another one.
    private let passage: PostgresConfiguration?
    private var passing: PostgresConnection?
    /// When it was last open.
    private var passed: ContinuousClock.Instant?
    /// Announcements of commits heard so far.
    public private(set) var notifications = 0

    /// Looks after `log`, over its direct URL if it has one. Nothing is connected yet.
    public init(of log: PostgresEventLog) {
        func connecting(_ url: String) -> PostgresConfiguration {
            PostgresConfiguration(url: url, applicationName: "eaf lookout", connectSecondsMax: 2)
        }
        self.log = log
        let url = log.configuration.url
        let direct = log.configuration.directURL ?? url
        self.connecting = connecting(direct)
        passage = direct == url ? nil : connecting(url)
    }

    /// The head, after a commit was announced, or after `limit` at the latest; the first time at once.
    ///
    /// - Throws: `EventLogError.database` when the server does not answer, `.rolledBack` and `.diverged` when it is not the one that
    ///   was seen before.
    public func next(within limit: Duration) throws(EventLogError) -> LogHead {
        let seen: PostgresEventLog.Seen
        let answer: PostgresResult
        do throws(PostgresError) {
            var current: PostgresConnection
            switch session.take() {
            case .some(let kept):
                current = kept
                if try current.notification(within: limit) != nil {
                    // Several at once are one.
                    notifications += 1
                    while try current.notification(within: .zero) != nil { notifications += 1 }
                }
            case .none:
                current = try PostgresConnection.open(connecting)
                try current.listen(to: PostgresSQL.channel, within: Self.answerMax)
            }
            seen = log.seen.withLock { $0 }
            answer = try current.query(PostgresSQL.head(anchor: seen.head.position), within: Self.answerMax)
            session = consume current
            try askPassage(every: limit)
        } catch {
            throw .database(DatabaseFailure(error))
        }
        return try log.believe(answer, seen)
    }

    private func askPassage(every limit: Duration) throws(PostgresError) {
        guard let passage, passed.map({ .now - $0 >= limit }) ?? true else { return }
        try passing.use(passage) { connection throws(PostgresError) in
            _ = try connection.query("SELECT 1", within: Self.answerMax)
        }
        passed = .now
    }
}
