import Events

extension RecordQuery {
    /// The newest `count` wanted records, newest first, for which at most `scannedMax` are looked at; and where the older ones are: the last
    /// position that was not looked at, nil at the beginning of the stretch.
    ///
    /// - Throws: `EventLogError`.
    func newest(
        _ count: Int, scannedMax: Int, in log: any LogReader
    ) throws -> (records: [Record], rest: LogPosition?) {
        let end = min(through, try log.head.position)
        let reach = LogPosition(end.rawValue > UInt64(scannedMax) ? end.rawValue - UInt64(scannedMax) : 0)
        let floor = max(after, reach)
        let stretch = RecordQuery(after: floor, through: end, filter: filter, limit: nil)
        let records = Array(try stretch.last(count, in: log).reversed())
        let seen = records.count < count ? floor : LogPosition((records.last?.position.rawValue ?? 1) - 1)
        return (records, seen > after ? seen : nil)
    }
}
