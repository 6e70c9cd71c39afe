import Postgres
import Synchronization

/// Appending: one transaction a turn.
extension PostgresEventLog {
    /// What is handed over while the lock is held: to a slow reader no more than the network takes in at once.
    private static let lockedCatchUpMax = 200
    /// After so many rounds of catching up without the lock, the rest is read under it: others write faster than this one reads.
    private static let freeRoundsMax = 3

    public func append(
        after known: LogPosition, catchUp: ([Record]) -> Void, batch: (LogHead) -> CommitLines?
    ) throws(EventLogError) -> LogHead {
        guard isWritable else { throw .readOnly }
        return try withSession { session throws(EventLogError) in
            try self.turn(&session, after: known, catchUp: catchUp, batch: batch)
        }
    }

    public func reopen() throws(EventLogError) {
        guard isWritable else { throw .readOnly }
        try withSession { session throws(EventLogError) in
            // A log that takes nothing, or a standby that acknowledges nothing, is not well yet.
            try self.confirm(try self.takeFirstLock(&session), on: &session)
        }
    }

    /// Lends the appending connection, a new one if the last one died.
    private func withSession<Success: Sendable>(
        _ body: (inout PostgresConnection) throws(EventLogError) -> Success
    ) throws(EventLogError) -> Success {
        try writing.withLock { kept throws(EventLogError) in
            var session: PostgresConnection
            do throws(PostgresError) {
                session = try kept.takeLiving(or: connecting)
            } catch {
                throw .database(DatabaseFailure(error))
            }
            pulse.beat()
            let outcome: Result<Success, EventLogError>
            do throws(EventLogError) {
                outcome = .success(try body(&session))
            } catch {
                outcome = .failure(error)
            }
            // One that is still inside a transaction is dropped, which rolls it back.
            if session.isReusable { kept = consume session }
            return try outcome.get()
        }
    }

    private func turn(
        _ session: inout PostgresConnection, after known: LogPosition, catchUp: ([Record]) -> Void,
        batch: (LogHead) -> CommitLines?
    ) throws(EventLogError) -> LogHead {
        let ahead = decidedAhead(after: known, batch)
        if let ahead, try addAhead(ahead, on: &session), let commit = ahead.commit { return ahead.head.after(commit) }
        var known = known
        var head = try takeFirstLock(&session)
        metOthers(head.position != known)
        var rounds = 0
        while head.position.distance(from: known) > Self.lockedCatchUpMax, rounds < Self.freeRoundsMax {
            try Self.run(PostgresSQL.rollback, on: &session, within: configuration.answerMax)
            known = try handOver(after: known, through: head.position, on: &session, to: catchUp)
            head = try takeLock(&session)
            rounds += 1
        }
        guard known <= head.position else { throw .rolledBack(head: head.position, floor: known) }
        _ = try handOver(after: known, through: head.position, on: &session, to: catchUp)
        // What was decided ahead, and not sent, was decided for this very end.
        guard let commit = ahead?.head == head ? ahead?.commit : batch(head) else {
            try endTurn(at: head, on: &session)
            return head
        }
        return try add(commit, after: head, on: &session)
    }

    /// Ends a turn that appends nothing.
    ///
    /// Its caller answers on records that it was handed, and a record may be there that nobody was told of: a server that is killed
    /// while a COMMIT waits for the synchronous standby shows it afterwards. So an end that this process has not had confirmed yet
    /// is confirmed first.
    private func endTurn(at head: LogHead, on session: inout PostgresConnection) throws(EventLogError) {
        guard head.position > seen.withLock({ $0.confirmed }) else {
            return try Self.run(PostgresSQL.rollback, on: &session, within: configuration.answerMax)
        }
        try confirm(head, on: &session)
    }

    /// Ends the transaction that is open, and waits until what the log holds up to `head` is as durable as an acknowledged commit.
    func confirm(_ head: LogHead, on session: inout PostgresConnection) throws(EventLogError) {
        defer { pulse.beat() }
        do throws(PostgresError) {
            try session.pipeline([PostgresSQL.trace, PostgresSQL.commit], within: configuration.commitMax)
        } catch {
            throw .database(DatabaseFailure(error))
        }
        seen.withLock { $0.confirmed = max($0.confirmed, head.position) }
    }

    private func handOver(
        after known: LogPosition, through last: LogPosition, on session: inout PostgresConnection,
        to catchUp: ([Record]) -> Void
    ) throws(EventLogError) -> LogPosition {
        var known = known
        while known < last {
            let chunk: LineChunk
            do throws(PostgresError) {
                chunk = try lines(after: known, bytesMax: Self.chunkBytes, on: &session)
            } catch {
                throw .database(DatabaseFailure(error))
            }
            let records = try chunk.records()
            guard let end = records.last?.position else { throw .rolledBack(head: known, floor: last) }
            catchUp(records)
            pulse.beat()
            known = end
        }
        return known
    }

    private func add(
        _ commit: CommitLines, after head: LogHead, on session: inout PostgresConnection
    ) throws(EventLogError) -> LogHead {
        do throws(PostgresError) {
            try insert(commit, after: head, on: &session)
        } catch {
            guard error.kind != .server || error.endsConnection else {
                try Self.run(PostgresSQL.rollback, on: &session, within: configuration.answerMax)
                throw .database(DatabaseFailure(error))
            }
            let cause = DatabaseFailure(error)
            guard try settle(commit, after: head, on: &session, cause: cause) else { throw .database(cause) }
        }
        acknowledge(commit, after: head)
        return head.after(commit)
    }

    /// Inserts and commits in the transaction that is open and holds the lock.
    func insert(
        _ commit: CommitLines, after head: LogHead, on session: inout PostgresConnection
    ) throws(PostgresError) {
        defer { pulse.beat() }
        // The server skips COMMIT when a statement before it failed.
        try session.pipeline(
            [
                PostgresSQL.insert(commit.lines, from: head.position.next),
                PostgresSQL.announce(head.after(commit).position), PostgresSQL.commit,
            ], within: configuration.commitMax)
    }

    /// The server has acknowledged a commit of this process.
    func acknowledge(_ commit: CommitLines, after head: LogHead) {
        let after = head.after(commit)
        remember(after, line: commit.lines.last)
        seen.withLock { $0.confirmed = max($0.confirmed, after.position) }
    }

    func remember(_ head: LogHead, line: [UInt8]?) {
        let opening = line.map { Array($0.prefix(RecordFormat.checkedFrom)) }
        // Others look at the same time, and may have seen more.
        seen.withLock { seen in
            guard head.position >= seen.head.position else { return }
            seen.head = head
            seen.opening = opening
        }
    }

    func metOthers(_ met: Bool) { seen.withLock { $0.turnsAlone = met ? 0 : $0.turnsAlone + 1 } }

    static func run(
        _ statement: PostgresStatement, on session: inout PostgresConnection, within limit: Duration
    ) throws(EventLogError) {
        do throws(PostgresError) {
            try session.query(statement, within: limit)
        } catch {
            throw .database(DatabaseFailure(error))
        }
    }
}
