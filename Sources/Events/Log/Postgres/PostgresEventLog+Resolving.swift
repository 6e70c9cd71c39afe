import Glibc
import Postgres

/// What became of a commit whose answer did not come.
extension PostgresEventLog {
    private static let pauseMicroseconds: UInt32 = 100_000

    /// Returns when the commit is in the log, and throws when it is not and never will be.
    ///
    /// The old transaction holds the lock as long as it lives, so who holds it now sees what became of the other; positions are
    /// unique, so the bytes there tell whose records they are.
    ///
    /// - Throws: `cause` as `.database` when nothing of the commit is there; `.outcomeUnknown` when that could not be found out
    ///   in time: the next turn will hand over the records if they are there.
    func resolve(
        _ commit: CommitLines, after head: LogHead, on session: inout PostgresConnection, cause: DatabaseFailure
    ) throws(EventLogError) {
        let deadline = ContinuousClock.now + configuration.resolveMax
        // The server notices that it is alone, and rolls back a transaction that was not being committed yet.
        session.hangUp()
        while true {
            let answer = Result { () throws(EventLogError) in try isThere(commit, after: head, on: &session) }
            switch answer {
            case .success(true): return
            case .success(false): throw .database(cause)
            case .failure(.database):
                guard ContinuousClock.now < deadline else { throw .outcomeUnknown(cause) }
                usleep(Self.pauseMicroseconds)
            case .failure(let error): throw error
            }
        }
    }

    /// Whether the commit's bytes stand in the log at their positions, asked under the lock on a new connection.
    private func isThere(
        _ commit: CommitLines, after head: LogHead, on session: inout PostgresConnection
    ) throws(EventLogError) -> Bool {
        do throws(PostgresError) {
            session = try PostgresConnection.open(connecting)
        } catch {
            throw .database(DatabaseFailure(error))
        }
        _ = try takeLock(&session)
        let last = LogPosition(head.position.rawValue + UInt64(commit.lines.count))
        let found: [UInt8]?
        do throws(PostgresError) {
            let results = try session.pipeline(
                [PostgresSQL.lines(from: head.position.next, through: last), PostgresSQL.rollback],
                within: configuration.answerMax)
            found = results[0].bytes(0, 0)
        } catch {
            throw .database(DatabaseFailure(error))
        }
        let sent = commit.lines.reduce(into: [UInt8]()) { bytes, line in
            bytes += line
            bytes.append(0x0A)
        }
        return found == sent
    }
}
