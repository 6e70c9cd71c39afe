import Glibc
import Postgres

/// What becomes of a commit whose answer did not come.
extension PostgresEventLog {
    private static let pauseMicroseconds: UInt32 = 100_000

    /// Whether the commit is in the log; false when it is not and never will be, because others' records stand there.
    ///
    /// Under the lock, the commit's positions tell: its own bytes are there, or another's. If there is nothing, it is made again.
    /// It was decided for just this end of the log; and should the first attempt still be on its way, it will find its positions
    /// taken. What is there is confirmed before it counts: the server may have been killed before the standby had it.
    ///
    /// - Throws: `.outcomeUnknown` when it could not be settled in time: the next turn will hand over the records if they are there.
    ///   Nothing else: a log that went back, or became another, may be put right and have the records.
    func settle(
        _ commit: CommitLines, after head: LogHead, on session: inout PostgresConnection, cause: DatabaseFailure
    ) throws(EventLogError) -> Bool {
        let deadline = ContinuousClock.now + configuration.resolveMax
        // The server notices that it is alone, and rolls back a transaction that was not being committed yet.
        session.hangUp()
        while true {
            pulse.beat()
            let answer = Result { () throws(EventLogError) in
                try self.settleOnce(commit, after: head, on: &session)
            }
            switch answer {
            case .success(let isThere): return isThere
            case .failure(.database):
                guard ContinuousClock.now < deadline else { throw .outcomeUnknown(cause) }
                usleep(Self.pauseMicroseconds)
            case .failure(let error): throw .outcomeUnknown(DatabaseFailure(.other, error.remedy))
            }
        }
    }

    /// Whether the commit is in the log, on a new connection; false when others' records stand at its positions.
    private func settleOnce(
        _ commit: CommitLines, after head: LogHead, on session: inout PostgresConnection
    ) throws(EventLogError) -> Bool {
        let found: [UInt8]?
        do throws(PostgresError) {
            session = try PostgresConnection.open(connecting)
        } catch {
            throw .database(DatabaseFailure(error))
        }
        let end = try takeLock(&session)
        do throws(PostgresError) {
            guard end.position > head.position else {
                try insert(commit, after: head, on: &session)
                return true
            }
            let lines = PostgresSQL.lines(from: head.position.next, through: head.after(commit).position)
            found = try session.query(lines, within: configuration.answerMax).bytes(0, 0)
        } catch {
            throw .database(DatabaseFailure(error))
        }
        let sent = commit.lines.reduce(into: [UInt8]()) { bytes, line in
            bytes += line
            bytes.append(0x0A)
        }
        guard found == sent else {
            try Self.run(PostgresSQL.rollback, on: &session, within: configuration.answerMax)
            return false
        }
        try confirm(end, on: &session)
        return true
    }
}
