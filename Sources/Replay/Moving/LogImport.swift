public import Events

/// Copies a log's lines into another log, the same bytes: from files into a database, or back.
///
/// What the destination has already must be the beginning of the source, byte by byte; then the copy goes on where it ends. So an
/// import that was interrupted is simply started again, and a log can be copied while it grows and completed once its server stopped.
public struct LogImport: ~Copyable {
    /// Whole commits are gathered up to so many bytes and made durable together.
    private static let batchBytesMax = 4 << 20

    private let log: any EventLog
    /// What the destination had at first.
    private var there: RecordStream
    private let head: LogPosition
    private var compared: ArraySlice<Record> = []
    /// What goes into the destination next: first whole commits, then the beginning of one.
    private var lines: [[UInt8]] = []
    private var wholeCount = 0
    private var bytes = 0
    private var time = Timestamp(microseconds: 0)
    private var report = TransferReport()

    /// An import into `log`.
    ///
    /// - Throws: `EventLogError`.
    public init(into log: any EventLog) throws(EventLogError) {
        self.log = log
        head = try log.head.position
        there = RecordStream(log, through: head)
    }

    /// Copies everything that `source` has.
    ///
    /// - Throws: `ReplayFailure`, `EventLogError`, `FileError`; whole commits that were copied before stay.
    public consuming func run(
        _ source: consuming RecordStream, progress: (Progress) -> Void
    ) throws -> TransferReport {
        var source = source
        let last = try source.lastPosition()
        while true {
            let records = try source.next(through: last)
            guard let end = records.last?.position else { break }
            for record in records {
                if record.position <= head { try compare(record) } else { try add(record) }
            }
            report.head = end.rawValue
            progress(.of(report, source.bytes, through: last))
        }
        guard report.head >= head.rawValue else {
            throw ReplayFailure(
                .badData,
                "La destination va jusqu'à la position \(head), la source seulement jusqu'à \(report.head) : rien n'a été copié."
            )
        }
        try flush()
        return report
    }

    private mutating func compare(_ record: Record) throws {
        if compared.isEmpty { compared = try there.next(through: head)[...] }
        guard let other = compared.popFirst(), other.line == record.line else {
            throw ReplayFailure(
                .badData,
                "La destination contient un autre journal : l'enregistrement \(record.position) diffère. Rien n'a été copié."
            )
        }
        report.compared += 1
    }

    private mutating func add(_ record: Record) throws {
        lines.append(Array(record.line))
        bytes += record.byteCount
        time = record.time
        guard record.commit == record.position else { return }
        wholeCount = lines.count
        if bytes >= Self.batchBytesMax { try flush() }
    }

    /// Makes the whole commits durable that were gathered. The log takes them as one: their own attributes say where each ends.
    private mutating func flush() throws {
        guard wholeCount > 0 else { return }
        let commit = CommitLines(lines: lines, time: time)
        let known = LogPosition(head.rawValue + UInt64(report.records))
        var found = known
        let after = try log.append(after: known, catchUp: { _ in }) { head in
            found = head.position
            return found == known ? commit : nil
        }
        guard found == known else {
            throw ReplayFailure(
                .tryAgain,
                "Un autre programme écrit dans la destination : arrêtez-le d'abord. (position \(after.position))")
        }
        report.records += lines.count
        report.bytes += bytes
        lines.removeAll(keepingCapacity: true)
        wholeCount = 0
        bytes = 0
    }
}
