/// Goes through a stretch of a log about a mebibyte at a time and keeps the wanted records: what whoever answers a reader piece by
/// piece holds in memory does not grow with the stretch.
public struct RecordScan: Sendable {
    private let log: any LogReader
    private let filter: RecordFilter
    private let through: LogPosition
    /// Everything up to here was looked through.
    public private(set) var position: LogPosition

    /// Begins before the first record that `query` may want.
    ///
    /// - Throws: `EventLogError`.
    public init(_ query: RecordQuery, in log: any LogReader) throws {
        self.log = log
        filter = query.filter
        through = query.through
        position = query.after
        // Skips by halving what is older than the filter wants.
        guard let since = filter.since else { return }
        let older = try log.lastPosition(notAfter: Timestamp(microseconds: since.microseconds - 1))
        position = max(position, older)
    }

    /// The wanted records of the next piece, oldest first, perhaps none; nil after the last piece.
    ///
    /// - Throws: `EventLogError`.
    public mutating func next() throws(EventLogError) -> [Record]? {
        guard position < through else { return nil }
        let records = try log.lines(after: position, bytesMax: type(of: log).chunkBytes).records()
        guard let last = records.last else { return nil }
        // Times never go back, so nothing that follows a record after `until` can be wanted.
        let isBeyond = filter.until.map { last.time > $0 } ?? false
        position = isBeyond ? through : min(last.position, through)
        return records.filter { $0.position <= through && filter.matches($0) }
    }
}
