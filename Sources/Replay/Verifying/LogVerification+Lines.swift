import Events
import Projections

/// Judging lines, and what a segment ends with.
extension LogVerification {
    mutating func accept(_ content: ReadLine.Content, _ file: String, _ offset: Int) {
        switch content {
        case .record(let record, let fact, let leaf): accept(record, fact, leaf, file, offset)
        case .defect(let defect, let isNulRun):
            report.add(
                LogProblem(
                    kind: isNulRun ? .nulRun : .damagedLine, position: rules.probable, file: file, offset: offset,
                    detail: defect.french + (isNulRun ? " (suite d'octets nuls)" : "")))
            tally.addHole()
            rules.noteBadLine()
        }
    }

    private mutating func accept(
        _ record: Record, _ fact: Result<Fact, PayloadError>, _ leaf: MerkleHash?, _ file: String, _ offset: Int
    ) {
        for defect in rules.accept(record) {
            report.add(
                LogProblem(
                    kind: LogProblem.Kind(defect), position: record.position, file: file, offset: offset,
                    detail: defect.french))
        }
        tally.add(record, try? fact.get(), leaf: leaf)
        if case .failure(let error) = fact {
            report.add(
                LogProblem(
                    kind: .payload, position: record.position, file: file, offset: offset,
                    detail: "contenu illisible (\(record.typeText)) : \(error.description)"))
        }
    }

    /// Judges what a segment ends with.
    mutating func finish(_ file: String, _ first: LogPosition, isLast: Bool, wholeEnd: Int) {
        let end = size(of: first)
        let isUnfinished = rules.openCommit != nil || rules.badLines > 0
        if isLast, isUnfinished, (try? folder.open()) != nil {
            return explainTail(file, wholeEnd, end)
        }
        if !isLast, end == 0 {
            report.add(
                LogProblem(
                    kind: .emptySegment, position: first, file: file, offset: 0,
                    detail: "segment vide au milieu du journal"))
        }
        if let commit = rules.openCommit, rules.badLines == 0 {
            report.add(
                LogProblem(
                    kind: .commit, position: rules.expected, file: file, offset: end,
                    detail: "commit \(commit) inachevé à la fin du segment"))
        }
    }

    /// The log opens: what follows the last whole commit was never made durable, or is being written just now.
    private mutating func explainTail(_ file: String, _ wholeEnd: Int, _ end: Int) {
        report.withdraw(in: file, from: wholeEnd)
        tally.drop()
        report.warnings.append(
            LogProblem(
                kind: .tornTail, position: report.head.next, file: file, offset: wholeEnd,
                detail: report.isBeingWritten
                    ? "commit en cours d'écriture par le serveur : normal"
                    : "fin inachevée de \(end - wholeEnd) octets, jamais confirmée ; le prochain démarrage l'écarte"))
    }
}

extension LogProblem.Kind {
    init(_ defect: RecordDefect) {
        self =
            switch defect {
            case .sequence: .sequence
            case .commit: .commit
            case .time: .time
            case .noLineFeed, .tooLong, .malformed, .unsupportedFormat, .checksum: .damagedLine
            }
    }
}
