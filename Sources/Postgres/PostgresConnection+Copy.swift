import CLibPQ

/// COPY: many rows in one statement.
extension PostgresConnection {
    /// Carries out `COPY … TO STDOUT` and hands over the data, piece by piece: a row each.
    ///
    /// - Parameter limit: how long to wait for each next piece.
    /// - Throws: `PostgresError`; pieces may have been handed over before.
    public mutating func copyOut(
        _ sql: String, eachWithin limit: Duration, _ body: (Span<UInt8>) -> Void
    ) throws(PostgresError) {
        try guarded { connection throws(PostgresError) in
            try connection.begin(sql, within: limit)
            copying: while true {
                switch try connection.handle.take(body) {
                case .data: continue
                case .end: break copying
                case .nothingYet:
                    guard try connection.handle.wait(toWrite: false, until: .now + limit) else { throw Self.timeout }
                    try connection.handle.consumeInput()
                }
            }
            _ = try Self.checked(try connection.wholeResult(until: .now + limit))
        }
    }

    private func begin(_ sql: String, within limit: Duration) throws(PostgresError) {
        let deadline = ContinuousClock.now + limit
        try handle.send(PostgresStatement(sql, []))
        try flush(until: deadline)
        let result = try Self.checked(try wholeResult(until: deadline))
        guard result.status == PGRES_COPY_OUT else { throw PostgresError(.usage, "not a COPY … TO STDOUT") }
    }
}
