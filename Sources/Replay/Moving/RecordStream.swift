import Events

/// The records of a log one after another, each checked: checksum, form, position, commit, time.
public struct RecordStream: ~Copyable {
    private static let fileRecordsMax = 2_000

    private let log: (any LogReader)?
    private let last: LogPosition?
    private var file: LineReader?
    private var rules = NeighbourRules(first: LogPosition(1))
    /// Bytes handed out so far, line feeds included.
    public private(set) var bytes = 0

    /// The records of `log` up to `last`, or to the head that it has when reading begins.
    init(_ log: any LogReader, through last: LogPosition?) {
        self.log = log
        self.last = last
        file = nil
    }

    init(_ file: consuming LineReader) {
        log = nil
        last = nil
        self.file = consume file
    }

    /// The last position that is known to come; nil for a file, whose end is not known.
    func lastPosition() throws(EventLogError) -> LogPosition? {
        guard let log else { return nil }
        if let last { return last }
        return try log.head.position
    }

    /// The next records, consecutive; empty at the end, which is the end of a commit.
    ///
    /// - Throws: `ReplayFailure` (bad data), `EventLogError`, `FileError`.
    mutating func next(through last: LogPosition?) throws -> [Record] {
        let records = try log.map { try Self.records(of: $0, after: rules.expected, through: last) } ?? fileRecords()
        for record in records {
            if let defect = rules.accept(record).first {
                throw ReplayFailure(.badData, "Enregistrement \(record.position) de la source : \(defect.french).")
            }
            bytes += record.byteCount
        }
        if records.isEmpty, let commit = rules.openCommit {
            throw ReplayFailure(
                .badData,
                "La source s'arrête au milieu d'un commit : la position \(commit) manque. Copiez-la de nouveau, en entier."
            )
        }
        return records
    }

    private static func records(
        of log: any LogReader, after expected: LogPosition, through last: LogPosition?
    ) throws(EventLogError) -> [Record] {
        let known = LogPosition(expected.rawValue - 1)
        guard let last, known < last else { return [] }
        var records = try log.lines(after: known, bytesMax: 1 << 20).records()
        if let end = records.last?.position, end > last { records.removeLast(end.distance(from: last)) }
        return records
    }

    private mutating func fileRecords() throws -> [Record] {
        var records: [Record] = []
        while records.count < Self.fileRecordsMax, let line = try file?.next() {
            guard line.form == .whole else {
                throw ReplayFailure(
                    .badData, "Octet \(line.offset) de la source : la ligne est coupée ou trop longue.")
            }
            do throws(RecordDefect) {
                records.append(try RecordParser.parse(line.buffer, line.range))
            } catch {
                throw ReplayFailure(.badData, "Octet \(line.offset) de la source : \(error.french).")
            }
        }
        return records
    }
}
