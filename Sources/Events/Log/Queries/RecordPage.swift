/// Where one page of a query ends, found before anything of it is handed out.
public struct RecordPage: Equatable, Sendable {
    /// The page is what is wanted up to here; the next one begins after.
    public let through: LogPosition
    /// Whether the query ends with this page.
    public let isLast: Bool

    /// A page of `query` with at most `query.limit` records, for which at most `recordsMax` are looked at.
    ///
    /// - Throws: `EventLogError`.
    public init(of query: RecordQuery, recordsMax: Int, in log: any LogReader) throws {
        let end = min(query.through, try log.head.position)
        let reach = query.after.advanced(by: recordsMax)
        var bounded = query
        bounded.through = min(end, reach)
        through = try Self.end(of: bounded, in: log)
        isLast = through >= end
    }

    private static func end(of query: RecordQuery, in log: any LogReader) throws -> LogPosition {
        guard let limit = query.limit, limit > 0, query.after < query.through else { return query.through }
        // Every record is wanted: nothing need be read to count them.
        if query.filter.isEmpty { return min(query.through, query.after.advanced(by: limit)) }
        var left = limit
        var scan = try RecordScan(query, in: log)
        while let records = try scan.next() {
            if records.count >= left { return records[left - 1].position }
            left -= records.count
        }
        return query.through
    }
}
