import Events

/// The rules that tie a record to the ones before it, for a reader that goes on after a breach.
struct NeighbourRules {
    /// The position that the next record should have.
    private(set) var expected: LogPosition
    private(set) var time: Timestamp
    /// The end of the commit that is being read; nil between commits.
    private(set) var openCommit: LogPosition?
    /// Bad lines since the last intact record: nobody knows how many records they were.
    private(set) var badLines = 0

    init(first: LogPosition) {
        expected = first
        time = Timestamp(microseconds: .min)
    }

    /// The position that the next line should hold, as well as it can be told.
    var probable: LogPosition { LogPosition(expected.rawValue &+ UInt64(badLines)) }

    mutating func noteBadLine() { badLines += 1 }

    /// Goes on at another segment, whatever came before.
    mutating func restart(at first: LogPosition) {
        expected = first
        openCommit = nil
        badLines = 0
    }

    /// Checks `record` against its neighbours, and goes on from it.
    mutating func accept(_ record: Record) -> [RecordDefect] {
        var defects: [RecordDefect] = []
        let isBehind = record.position < expected
        // After bad lines any later position may be right: they stand for the records in between.
        if isBehind || badLines == 0 && record.position != expected {
            defects.append(.sequence(expected: expected, found: record.position))
        }
        if record.commit < record.position { defects.append(.commit(record.commit)) }
        if let open = openCommit, record.position <= open, record.commit != open, !isBehind {
            defects.append(.commit(record.commit))
        }
        if record.time < time, !isBehind { defects.append(.time) }
        // A record that stands too late does not move the mark: its successor was seen already.
        guard !isBehind else { return defects }
        badLines = 0
        expected = record.position.next
        time = record.time
        openCommit = record.commit > record.position ? record.commit : nil
        return defects
    }
}
