import Events
import Projections

/// The records of a log one after another, each checked: checksum, form, position, commit, time.
public struct RecordStream: ~Copyable {
    private let log: (any LogReader)?
    private let last: LogPosition?
    private let file: ReadAhead<[ReadLine], FileError>?
    private var rules = NeighbourRules(first: LogPosition(1))
    /// Bytes handed out so far, line feeds included.
    public private(set) var bytes = 0

    /// The records of `log` up to `last`, or to the head that it has when reading begins.
    init(_ log: any LogReader, through last: LogPosition?) {
        self.log = log
        self.last = last
        file = nil
    }

    /// The records of a file's lines.
    init(_ file: ReadAhead<[ReadLine], FileError>) {
        log = nil
        last = nil
        self.file = file
    }

    deinit { file?.stop() }

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

    private func fileRecords() throws -> [Record] {
        try (file?.next() ?? []).map { line in
            switch line.content {
            case .record(let record, _, leaf: _): return record
            case .defect(let defect, isNulRun: _):
                let reason = defect == .noLineFeed ? "la ligne est coupée ou trop longue" : defect.french
                throw ReplayFailure(.badData, "Octet \(line.offset) de la source : \(reason).")
            }
        }
    }
}
