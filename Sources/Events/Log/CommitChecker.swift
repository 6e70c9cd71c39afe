/// Checks, record by record, the rules that tie neighbours together: gapless positions, whole commits, time that never
/// goes back.
public struct CommitChecker: Sendable {
    /// The last record accepted.
    public private(set) var position: LogPosition
    public private(set) var time: Timestamp
    /// The end of the commit that is being read; nil between commits.
    public private(set) var openCommit: LogPosition?

    /// Begins after `head`.
    public init(after head: LogHead) {
        position = head.position
        time = head.time
    }

    /// Takes the next record.
    ///
    /// - Throws: `RecordDefect` when it does not fit its neighbours.
    public mutating func accept(_ record: Record) throws(RecordDefect) {
        guard record.position == position.next else {
            throw .sequence(expected: position.next, found: record.position)
        }
        guard record.commit >= record.position, openCommit == nil || openCommit == record.commit else {
            throw .commit(record.commit)
        }
        guard record.time >= time else { throw .time }
        position = record.position
        time = record.time
        openCommit = record.commit == record.position ? nil : record.commit
    }
}
