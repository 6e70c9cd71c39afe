/// The end of a log: its last durable record.
public struct LogHead: Equatable, Sendable {
    /// `zero` when the log is empty.
    public var position: LogPosition
    /// The time of the last record; the next record's time is not earlier.
    public var time: Timestamp

    /// An empty log's head.
    public static let empty = LogHead(position: .zero, time: Timestamp(microseconds: 0))

    /// Names an end.
    public init(position: LogPosition, time: Timestamp) {
        self.position = position
        self.time = time
    }

    /// The end after a commit.
    func after(_ commit: CommitLines) -> LogHead {
        LogHead(position: LogPosition(position.rawValue + UInt64(commit.lines.count)), time: commit.time)
    }
}
