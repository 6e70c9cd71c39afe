import Postgres
import Synchronization

/// Taking the turn of writing, also from who holds it and has gone silent.
extension PostgresEventLog {
    /// A connection that was kept may have died unnoticed; nothing has happened yet, so a new one is tried.
    func takeFirstLock(_ session: inout PostgresConnection) throws(EventLogError) -> LogHead {
        do throws(EventLogError) {
            return try takeLock(&session)
        } catch {
            guard case .database(let failure) = error, failure.cause == .unreachable else { throw error }
        }
        do throws(PostgresError) {
            session = try PostgresConnection.open(connecting)
        } catch {
            throw .database(DatabaseFailure(error))
        }
        return try takeLock(&session)
    }

    /// Opens the transaction, waits for the lock, and reads the head; what was seen last must still be there.
    func takeLock(_ session: inout PostgresConnection) throws(EventLogError) -> LogHead {
        defer { pulse.beat() }
        let seen = seen.withLock { $0 }
        let answer: PostgresResult
        do throws(PostgresError) {
            answer = try lockAndHead(seen, on: &session)
        } catch {
            throw .database(DatabaseFailure(error))
        }
        return try believe(answer, seen)
    }

    /// Who waited in vain looks at the holder, and waits once more if that one is gone now.
    private func lockAndHead(
        _ seen: Seen, on session: inout PostgresConnection
    ) throws(PostgresError) -> PostgresResult {
        let statements = [
            PostgresSQL.begin, configuration.turnLimits.setting, PostgresSQL.lockTurn,
            PostgresSQL.head(anchor: seen.head.position),
        ]
        let limit = configuration.lockMax + configuration.answerMax
        do throws(PostgresError) {
            defer { pulse.beat() }
            return try session.pipeline(statements, within: limit)[3]
        } catch {
            guard error.state == .lockNotAvailable, try endHolder(on: &session) else { throw error }
        }
        return try session.pipeline(statements, within: limit)[3]
    }

    /// Whether another session kept the turn without a sign of life from its client, and was ended.
    func hasEndedHolder(on session: inout PostgresConnection) throws(EventLogError) -> Bool {
        do throws(PostgresError) {
            return try endHolder(on: &session)
        } catch {
            throw .database(DatabaseFailure(error))
        }
    }

    /// The transaction that waited in vain is rolled back first.
    private func endHolder(on session: inout PostgresConnection) throws(PostgresError) -> Bool {
        defer { pulse.beat() }
        do throws(PostgresError) {
            let results = try session.pipeline(
                [PostgresSQL.rollback, PostgresSQL.endHolder(silentFor: configuration.idleMax)],
                within: configuration.answerMax)
            return (results[1].int(0, 0) ?? 0) > 0
        } catch {
            // Another role's session may not be ended; that it holds the lock is what there is to say.
            guard error.kind == .server, !error.endsConnection else { throw error }
            return false
        }
    }

    /// The head in an answer that begins like the one to `PostgresSQL.head`, whose anchor was what was seen last: it must still be
    /// there, with the same checksum.
    ///
    /// - Throws: `EventLogError.rolledBack`, `.diverged`, `.corrupt`.
    func believe(_ answer: PostgresResult, _ seen: Seen) throws(EventLogError) -> LogHead {
        let head = try Self.head(in: answer)
        guard head.position >= seen.head.position else {
            throw .rolledBack(head: head.position, floor: seen.head.position)
        }
        if let opening = seen.opening, answer.bytes(0, 1) != opening { throw .diverged(seen.head.position) }
        remember(head, line: answer.bytes(0, 0))
        return head
    }
}
