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
            try connection.begin(sql, expecting: PGRES_COPY_OUT, within: limit)
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

    /// Carries out `COPY … FROM STDIN` with the pieces that `next` gives until it gives nil.
    ///
    /// - Parameter limit: how long the server may take for each piece, and for the end.
    /// - Returns: how many rows were copied.
    /// - Throws: `PostgresError`: nothing was copied then, unless the connection broke at the very end.
    @discardableResult
    public mutating func copyIn(
        _ sql: String, eachWithin limit: Duration, _ next: () -> [UInt8]?
    ) throws(PostgresError) -> Int {
        try guarded { connection throws(PostgresError) in
            try connection.begin(sql, expecting: PGRES_COPY_IN, within: limit)
            while let piece = next() {
                while try !connection.handle.put(piece) { try connection.flush(until: .now + limit) }
            }
            while try !connection.handle.endCopy(because: nil) { try connection.flush(until: .now + limit) }
            try connection.flush(until: .now + limit)
            let result = try Self.checked(try connection.wholeResult(until: .now + limit))
            return result.commandTag.split(separator: " ").last.flatMap { Int($0) } ?? 0
        }
    }

    private func begin(
        _ sql: String, expecting status: ExecStatusType, within limit: Duration
    ) throws(PostgresError) {
        let deadline = ContinuousClock.now + limit
        try handle.send(PostgresStatement(sql, []))
        try flush(until: deadline)
        let result = try Self.checked(try wholeResult(until: deadline))
        guard result.status == status else { throw PostgresError(.usage, "not the kind of COPY that was expected") }
    }
}
