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

    /// Hands the wanted records to `body`, oldest first.
    ///
    /// - Throws: `EventLogError`, or what `body` throws.
    public func forEach(in log: any LogReader, _ body: (Record) throws -> Void) throws {
        var left = limit ?? .max
        var scan = try RecordScan(self, in: log)
        while left > 0, let records = try scan.next() {
            for record in records.prefix(left) { try body(record) }
            left -= min(left, records.count)
        }
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
