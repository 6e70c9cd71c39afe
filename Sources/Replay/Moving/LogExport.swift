import Events

/// Writes a log's lines as they are, in order, each with its line feed.
public enum LogExport {
    /// Hands every record's line to `write`, checked, without its line feed.
    ///
    /// - Throws: `ReplayFailure`, `EventLogError`, and what `write` throws.
    public static func run(
        _ source: consuming RecordStream, progress: (Progress) -> Void, write: (ArraySlice<UInt8>) throws -> Void
    ) throws -> TransferReport {
        var source = source
        var report = TransferReport()
        let last = try source.lastPosition()
        while true {
            let records = try source.next(through: last)
            guard let end = records.last?.position else { return report }
            for record in records { try write(record.line) }
            report.records += records.count
            report.bytes = source.bytes
            report.head = end.rawValue
            progress(.of(report, source.bytes, through: last))
        }
    }
}

extension Progress {
    /// How far a transfer is; how many bytes there are in all is guessed from the records.
    static func of(_ report: TransferReport, _ bytes: Int, through last: LogPosition?) -> Progress {
        let done = max(1, Int(clamping: report.head))
        let total = Int(clamping: max(last?.rawValue ?? 0, report.head))
        return Progress(
            bytesDone: bytes, bytesTotal: Int(Double(bytes) * Double(total) / Double(done)), records: done)
    }
}
