import CLibPQ

/// One session with a Postgres server. It blocks the thread that uses it, never for longer than the caller says.
///
/// After an error that `endsConnection` it is of no use any more, and its owner drops it. It keeps no session state by itself
/// (no prepared statements, no settings), so the server may be pgbouncer in transaction mode; `listen` alone needs a session of
/// its own.
public struct PostgresConnection: ~Copyable, Sendable {
    let handle: PostgresHandle
    /// A result may still be under way: the session cannot be used for anything else.
    private(set) var isBroken = false

    /// Connects.
    ///
    /// - Throws: `PostgresError`, kind `.connection`; the message never holds the password.
    public static func open(_ configuration: PostgresConfiguration) throws(PostgresError) -> PostgresConnection {
        PostgresConnection(handle: try PostgresHandle.open(configuration.keywords))
    }

    private init(handle: consuming PostgresHandle) { self.handle = handle }

    /// Whether the session can be used for something new: it is alive, outside a transaction, with nothing under way.
    public var isReusable: Bool { !isBroken && handle.isIdle }
    /// For example 150_020 for 15.20.
    public var serverVersion: Int { handle.serverVersion }
    /// The server's process; pgbouncer gives a number of its own.
    public var serverProcess: Int32 { handle.serverProcess }

    /// A setting that the server reports by itself, for example `server_encoding`.
    public func reported(_ name: String) -> String? { handle.parameter(name) }

    /// Carries out one statement.
    ///
    /// - Parameter limit: how long to wait for the whole answer.
    /// - Throws: `PostgresError`.
    @discardableResult
    public mutating func query(
        _ statement: PostgresStatement, within limit: Duration
    ) throws(PostgresError) -> PostgresResult {
        let deadline = ContinuousClock.now + limit
        return try guarded { connection throws(PostgresError) in
            try connection.handle.send(statement)
            try connection.flush(until: deadline)
            let result = try connection.wholeResult(until: deadline)
            return try Self.checked(result)
        }
    }

    /// Sends several statements at once and waits once: one round trip.
    ///
    /// When one fails those after it are not carried out. They share one implicit transaction unless they open one themselves.
    ///
    /// - Throws: the first statement's error. A transaction that the statements opened is still open then.
    @discardableResult
    public mutating func pipeline(
        _ statements: [PostgresStatement], within limit: Duration
    ) throws(PostgresError) -> [PostgresResult] {
        let deadline = ContinuousClock.now + limit
        return try guarded { connection throws(PostgresError) in
            try connection.handle.enterPipeline()
            for statement in statements { try connection.handle.send(statement) }
            try connection.handle.sync()
            try connection.flush(until: deadline)
            var results: [PostgresResult] = []
            var failure: PostgresError?
            for _ in statements {
                let result = try connection.wholeResult(until: deadline)
                do throws(PostgresError) {
                    results.append(try Self.checked(result))
                } catch {
                    failure = failure ?? error
                    if error.endsConnection { throw error }
                }
            }
            // The sync point's own result; nothing follows it.
            _ = try connection.nextResult(until: deadline)
            try connection.handle.exitPipeline()
            if let failure { throw failure }
            return results
        }
    }

    /// Carries out SQL text of several statements, without parameters; together they are one transaction.
    ///
    /// - Throws: the first statement's error; those after it were not carried out.
    public mutating func script(_ sql: String, within limit: Duration) throws(PostgresError) {
        let deadline = ContinuousClock.now + limit
        try guarded { connection throws(PostgresError) in
            try connection.handle.send(script: sql)
            try connection.flush(until: deadline)
            var failure: PostgresError?
            while let result = try connection.nextResult(until: deadline) {
                do throws(PostgresError) { _ = try Self.checked(result) } catch { failure = failure ?? error }
            }
            if let failure { throw failure }
        }
    }

    /// Whether the session can be used, as far as can be told without asking the server.
    ///
    /// An idle session has nothing to say but that it ends: a last message, or the end of the stream.
    public func isStillThere() -> Bool {
        guard isReusable, let hasSpoken = try? handle.wait(toWrite: false, until: .now) else { return false }
        return !hasSpoken
    }

    /// Closes the session's socket at once, whatever is under way.
    public mutating func hangUp() {
        isBroken = true
        handle.shutDown()
    }

    // MARK: Waiting

    /// Runs `body`; when it fails halfway, what the server still sends would be taken for the next answer, so the session is
    /// given up unless the error is the server's own.
    mutating func guarded<Success>(
        _ body: (inout PostgresConnection) throws(PostgresError) -> Success
    ) throws(PostgresError) -> Success {
        guard !isBroken else {
            throw PostgresError(.connection, "the connection was given up after an earlier error")
        }
        do throws(PostgresError) {
            return try body(&self)
        } catch {
            if error.kind != .server || error.endsConnection { isBroken = true }
            throw error
        }
    }

    /// Sends everything; takes in what the server says meanwhile, since it may not read before it could write.
    func flush(until deadline: ContinuousClock.Instant) throws(PostgresError) {
        while try !handle.flush() {
            guard try handle.wait(toWrite: true, until: deadline) else { throw Self.timeout }
            try handle.consumeInput()
        }
    }

    /// The next result, or nil at the end of a statement's results.
    func nextResult(until deadline: ContinuousClock.Instant) throws(PostgresError) -> PostgresResult? {
        while handle.isBusy {
            guard try handle.wait(toWrite: false, until: deadline) else { throw Self.timeout }
            try handle.consumeInput()
        }
        return handle.result()
    }

    /// A statement's only result.
    func wholeResult(until deadline: ContinuousClock.Instant) throws(PostgresError) -> PostgresResult {
        guard let result = try nextResult(until: deadline) else { throw handle.failure }
        // Reading on after a COPY began would end it.
        if result.status == PGRES_COPY_OUT { return result }
        while let another = try nextResult(until: deadline) {
            if !handle.isAlive { throw another.error }
        }
        return result
    }

    static func checked(_ result: PostgresResult) throws(PostgresError) -> PostgresResult {
        switch result.status {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_COPY_OUT: return result
        case PGRES_PIPELINE_ABORTED:
            throw PostgresError(.usage, "not carried out, because a statement before it failed")
        default: throw result.error
        }
    }

    static let timeout = PostgresError(.timeout, "the server did not answer in time")
}
