/// The lines of one commit, ready to be appended.
public struct CommitLines: Sendable {
    /// Lines without their line feeds, positions from the head's next on, all with the last one's position as `commit`.
    public let lines: [[UInt8]]
    /// The time of the last record.
    public let time: Timestamp

    /// All lines with their line feeds.
    var byteCount: Int { lines.reduce(0) { $0 + $1.count + 1 } }

    /// Wraps the lines of one commit.
    public init(lines: [[UInt8]], time: Timestamp) {
        precondition(!lines.isEmpty, "a commit has at least one record")
        self.lines = lines
        self.time = time
    }
}
