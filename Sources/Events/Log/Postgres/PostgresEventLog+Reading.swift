import Postgres
import Synchronization

/// Reading: every call is one statement on a connection of the pool, and costs an index probe and what it reads.
extension PostgresEventLog {
    /// What is kept in memory of a chunk.
    private static let chunkBytesMax = 32 << 20
    /// A shorter record than this does not exist: bounds the rows that are looked at for a chunk.
    private static let recordBytesMin = 200
    private static let chunkRecordsMax = 100_000
    /// Before any line was read.
    static let usualLineBytes = 600

    public var head: LogHead {
        get throws(EventLogError) {
            let seen = seen.withLock { $0.head }
            let result = try read { connection throws(PostgresError) in
                try connection.query(PostgresSQL.head(anchor: .zero), within: self.configuration.answerMax)
            }
            let head = try Self.head(in: result)
            guard head.position >= seen.position else {
                throw .rolledBack(head: head.position, floor: seen.position)
            }
            return head
        }
    }

    public var headSeen: LogPosition { seen.withLock { $0.head.position } }

    public func lines(after position: LogPosition, bytesMax: Int) throws(EventLogError) -> LineChunk {
        try read { connection throws(PostgresError) in
            try self.lines(after: position, bytesMax: bytesMax, on: &connection)
        }
    }

    func lines(
        after position: LogPosition, bytesMax: Int, on connection: inout PostgresConnection
    ) throws(PostgresError) -> LineChunk {
        let bytesMax = min(max(bytesMax, 0), Self.chunkBytesMax)
        let count = min(bytesMax / lineBytes.withLock { $0 } + 1, Self.chunkRecordsMax)
        var rows = CopiedLines(bytesMax: bytesMax)
        try connection.copyOut(
            PostgresSQL.copyLines(after: position, recordsMax: count), eachWithin: configuration.answerMax
        ) { rows.take($0) }
        guard rows.areWhole else { throw PostgresError(.usage, "not COPY's binary form") }
        if let mean = rows.meanBytes { lineBytes.withLock { $0 = mean } }
        return LineChunk(bytes: rows.bytes, first: position.next)
    }

    private static func records(in bytes: Int) -> Int { min(bytes / recordBytesMin + 1, chunkRecordsMax) }

    public func news(after known: LogPosition) throws(EventLogError) -> LineChunk {
        let seen = seen.withLock { $0 }
        let statement = PostgresSQL.news(
            after: known, anchor: seen.head.position, recordsMax: Self.records(in: Self.chunkBytes),
            bytesMax: Self.chunkBytes)
        let answer = try read { connection throws(PostgresError) in
            try connection.query(statement, within: self.configuration.answerMax)
        }
        let head = try believe(answer, seen)
        guard head.position >= known else { throw .rolledBack(head: head.position, floor: known) }
        return LineChunk(bytes: answer.bytes(0, 2) ?? [], first: known.next)
    }

    public func record(at position: LogPosition) throws(EventLogError) -> Record {
        let result = try read { connection throws(PostgresError) in
            try connection.query(PostgresSQL.record(at: position), within: self.configuration.answerMax)
        }
        guard result.count == 1, let line = result.bytes(0, 0), position != .end else {
            throw .noSuchRecord(position)
        }
        return try Self.record(line, at: position)
    }

    /// The head in the answer to `PostgresSQL.head`.
    static func head(in result: PostgresResult) throws(EventLogError) -> LogHead {
        guard let line = result.bytes(0, 0) else { return .empty }
        let record = try record(line, at: nil)
        return LogHead(position: record.position, time: record.time)
    }

    private static func record(_ line: [UInt8], at position: LogPosition?) throws(EventLogError) -> Record {
        do throws(RecordDefect) {
            let record = try RecordParser.parse(line: line)
            guard position == nil || record.position == position else {
                throw .sequence(expected: position ?? .zero, found: record.position)
            }
            return record
        } catch {
            throw .corrupt(LogDamage(position: position ?? .end, file: nil, offset: 0, defect: error))
        }
    }
}
