/// Reading on top of the protocol's few calls.
extension LogReader {
    /// How many bytes a sequential reader asks for at a time.
    public static var chunkBytes: Int { 1 << 20 }

    /// Hands every record after `position`, up to and with `last`, to `body`, in order.
    ///
    /// - Throws: `EventLogError`, or what `body` throws.
    public func forEachRecord(
        after position: LogPosition, through last: LogPosition, _ body: (Record) throws -> Void
    ) throws {
        var position = position
        while position < last {
            let records = try lines(after: position, bytesMax: Self.chunkBytes).records()
            guard let end = records.last?.position else { return }
            for record in records where record.position <= last { try body(record) }
            position = end
        }
    }

    /// The position of the last record of the last commit that is wholly at or before `time`.
    ///
    /// - Throws: `EventLogError`.
    public func lastPosition(notAfter time: Timestamp) throws -> LogPosition {
        // Times never decrease, so the answer can be found by halving; one command's records share their time, and a commit
        // may hold several commands, so the answer is moved back to the end of a commit.
        var low: UInt64 = 0
        var high = try head.position.rawValue
        while low < high {
            let middle = low + (high - low + 1) / 2
            if try record(at: LogPosition(middle)).time <= time { low = middle } else { high = middle - 1 }
        }
        guard low > 0 else { return .zero }
        return try wholeCommit(atOrBefore: LogPosition(low))
    }

    /// The last position at or before `position` that ends a commit; beyond the head, the head.
    ///
    /// - Throws: `EventLogError`.
    public func wholeCommit(atOrBefore position: LogPosition) throws(EventLogError) -> LogPosition {
        var position = min(position, try head.position)
        while position > .zero {
            let record = try record(at: position)
            if record.commit == position { return position }
            position = LogPosition(position.rawValue - 1)
        }
        return .zero
    }
}
