public import Events

/// A stretch of a log, and which of its records are wanted.
public struct RecordQuery: Sendable {
    /// Records up to here are left out.
    public var after: LogPosition
    public var through: LogPosition
    public var filter: RecordFilter
    /// At most this many; nil for all.
    public var limit: Int?

    /// Gathers the parts.
    public init(after: LogPosition, through: LogPosition, filter: RecordFilter, limit: Int?) {
        self.after = after
        self.through = through
        self.filter = filter
        self.limit = limit
    }

    private struct Enough: Error {}

    /// Hands the wanted records to `body`, oldest first.
    ///
    /// - Throws: `EventLogError`, or what `body` throws.
    public func forEach(in log: any LogReader, _ body: (Record) throws -> Void) throws {
        var left = limit ?? .max
        guard left > 0 else { return }
        do {
            try log.forEachRecord(after: try start(in: log), through: through) { record in
                // Times never go back, so nothing that follows can be wanted.
                if let until = filter.until, record.time > until { throw Enough() }
                guard filter.matches(record) else { return }
                try body(record)
                left -= 1
                if left == 0 { throw Enough() }
            }
        } catch is Enough {
            return
        }
    }

    /// Skips by halving what is older than the filter wants.
    private func start(in log: any LogReader) throws -> LogPosition {
        guard let since = filter.since else { return after }
        let older = try log.lastPosition(notAfter: Timestamp(microseconds: since.microseconds - 1))
        return max(after, older)
    }

    /// The last `count` wanted records up to `through`, oldest first, found from the end.
    ///
    /// - Throws: `EventLogError`.
    public func last(_ count: Int, in log: any LogReader) throws -> [Record] {
        var found: [Record] = []
        var end = min(through, try log.head.position)
        while end > after, found.count < count {
            let window = filter.isEmpty ? count : Self.windowRecords
            let start = LogPosition(end.rawValue > UInt64(window) ? end.rawValue - UInt64(window) : 0)
            var part: [Record] = []
            try log.forEachRecord(after: max(start, after), through: end) { record in
                if filter.matches(record) { part.append(record) }
            }
            found = part + found
            end = start
        }
        return Array(found.suffix(count))
    }

    private static let windowRecords = 4_096
}
