import Postgres
import Synchronization

/// Turns in one round trip: the batch is decided before the lock is taken, for the log's end as this process saw it last.
///
/// The lock, the check that the log still ends there, the insert and the commit travel together. If somebody else has appended,
/// the server adds nothing, and the turn is done again in two round trips: lock, catch up, decide. Who meets others decides ahead
/// again only after `turnsAloneMin` turns without any.
extension PostgresEventLog {
    /// What was decided before the lock was taken.
    struct Ahead {
        /// The log's end that it was decided for, and how its line begins.
        let head: LogHead
        let opening: [UInt8]
        let commit: CommitLines?
    }

    /// A longer commit is sent when the lock is held. This much a socket takes at once, so a client that freezes while it sends
    /// cannot leave the server with the lock taken and the COMMIT missing; a network that goes just then can, see
    /// `PostgresSQL.endHolder`.
    private static let aheadBytesMax = 64 << 10

    /// What the batch is for the end that was seen last; nil when others append too, or `known` is not that end.
    func decidedAhead(after known: LogPosition, _ batch: (LogHead) -> CommitLines?) -> Ahead? {
        let seen = seen.withLock { $0 }
        guard seen.turnsAlone >= configuration.turnsAloneMin, seen.head.position == known, let opening = seen.opening
        else { return nil }
        return Ahead(head: seen.head, opening: opening, commit: batch(seen.head))
    }

    /// Sends the commit if there is one and it is short; false when nothing was added, because the log does not end there any more
    /// or nothing was sent.
    func addAhead(_ ahead: Ahead, on session: inout PostgresConnection) throws(EventLogError) -> Bool {
        guard let commit = ahead.commit, commit.byteCount <= Self.aheadBytesMax else { return false }
        do throws(PostgresError) {
            defer { pulse.beat() }
            try session.pipeline(
                [
                    PostgresSQL.begin, configuration.turnLimits.setting,
                    PostgresSQL.append(commit.lines, after: ahead.head.position, opening: ahead.opening),
                    PostgresSQL.commit,
                ], within: configuration.lockMax + configuration.commitMax)
        } catch {
            if error.state == .lockNotAvailable {
                // The turn is waited for once more, the long way, if nobody holds it any more.
                guard try hasEndedHolder(on: &session) else { throw .database(DatabaseFailure(error)) }
                return false
            }
            if error.kind == .server, !error.endsConnection {
                try Self.run(PostgresSQL.rollback, on: &session, within: configuration.answerMax)
                guard error.state == .serializationFailure else { throw .database(DatabaseFailure(error)) }
                return false
            }
            guard try settle(commit, after: ahead.head, on: &session, cause: DatabaseFailure(error)) else {
                return false
            }
        }
        acknowledge(commit, after: ahead.head)
        metOthers(false)
        return true
    }
}
