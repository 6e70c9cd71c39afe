/// LISTEN: being told when somebody said NOTIFY. It needs a session of its own, so not pgbouncer in transaction mode.
extension PostgresConnection {
    /// Listens to a channel from now on.
    ///
    /// - Throws: `PostgresError`.
    public mutating func listen(to channel: String, within limit: Duration) throws(PostgresError) {
        let name = try handle.quoted(channel)
        try query(PostgresStatement("LISTEN \(name)", []), within: limit)
    }

    /// Waits for the next notification; nil when none came in time.
    ///
    /// A notification can be lost with its connection: what it tells of has to be asked for as well.
    ///
    /// - Throws: `PostgresError` when the connection broke.
    public mutating func notification(within limit: Duration) throws(PostgresError) -> PostgresNotification? {
        let deadline = ContinuousClock.now + limit
        return try guarded { connection throws(PostgresError) in
            while true {
                if let notification = connection.handle.notification() { return notification }
                guard try connection.handle.wait(toWrite: false, until: deadline) else { return nil }
                try connection.handle.consumeInput()
                guard connection.handle.isAlive else { throw connection.handle.failure }
            }
        }
    }
}
