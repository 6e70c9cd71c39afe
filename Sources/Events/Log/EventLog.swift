/// An append-only, totally ordered log of records.
///
/// Implementations: `JSONLEventLog` (files), `PostgresEventLog` (a database) and `MemoryEventLog` (the least that a log must do).
/// What the protocol means is what `EventLogContract` asserts of every one of them.
public protocol LogReader: Sendable {
    /// The last durable record.
    var head: LogHead { get throws(EventLogError) }

    /// The last position that is known without asking anybody: never beyond `head`.
    var headSeen: LogPosition { get }

    /// Whole lines after `position`, in order, about `bytesMax` bytes of them but at least one record; empty at the head.
    ///
    /// - Throws: `EventLogError.io`; the lines are not checked here, see `LineChunk.records()`.
    func lines(after position: LogPosition, bytesMax: Int) throws(EventLogError) -> LineChunk

    /// The record at `position`, checked.
    ///
    /// - Throws: `EventLogError.noSuchRecord`, `.corrupt`, `.io`.
    func record(at position: LogPosition) throws(EventLogError) -> Record
}

/// A log that this process may append to.
public protocol EventLog: LogReader {
    /// One exclusive turn of writing.
    ///
    /// The log is locked against every other writer. Records that others appended after `known` are handed to `catchUp`;
    /// then `batch` is asked for the lines to append after the head it is given. When `append` returns, the log did end there, and
    /// they are durable.
    ///
    /// - Parameters:
    ///   - known: the last position whose effects the caller has.
    ///   - catchUp: called with consecutive records before `batch`, any number of times.
    ///   - batch: returns the lines of exactly one commit after the head that it is given, or nil to append nothing. Called again,
    ///     after more catching up, when the log turned out not to end there: only what the last call returned is appended.
    /// - Returns: the head after the turn.
    /// - Throws: `EventLogError`. Nothing of the batch is visible then, now or after a reopening; `.outcomeUnknown` alone leaves that
    ///   open.
    func append(
        after known: LogPosition, catchUp: ([Record]) -> Void, batch: (LogHead) -> CommitLines?
    ) throws(EventLogError) -> LogHead

    /// Whole lines that others appended after `known`, as `lines`, for who goes on from the state at `known`: a log that is not the one
    /// that was seen before is refused.
    ///
    /// - Throws: `EventLogError.rolledBack`, `.diverged`, or as `lines`.
    func news(after known: LogPosition) throws(EventLogError) -> LineChunk

    /// Makes a log that died usable again by reading it anew; does nothing to a log that is well.
    ///
    /// - Throws: `EventLogError` when it still cannot be written.
    func reopen() throws(EventLogError)
}

extension LogReader {
    /// Asking costs nothing.
    public var headSeen: LogPosition { (try? head.position) ?? .zero }
}

extension EventLog {
    /// Nobody else writes this log.
    public func news(after known: LogPosition) throws(EventLogError) -> LineChunk {
        try lines(after: known, bytesMax: Self.chunkBytes)
    }
}
