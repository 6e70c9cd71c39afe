public import Events

/// The outcome of reading every byte of a log.
public struct VerifyReport: Encodable, Equatable, Sendable {
    /// Problems that are listed; further ones are only counted.
    public static let problemsListedMax = 100

    /// What became of the fold.
    public enum Fold: String, Encodable, Sendable {
        /// Every record was taken in.
        case complete
        /// It ended before the first hole; what came after was decoded only.
        case stopped
        /// Reading began in the middle of the log.
        case skipped
    }

    /// Where reading began: the first position of a segment.
    public var first = LogPosition(1)
    /// The last position found.
    public var head = LogPosition.zero
    /// The time of that record; absent in an empty log.
    public var headTime: String?
    public var segments = 0
    public var bytes = 0
    /// Intact records.
    public var records = 0
    /// The logs and timelines that the records name, in order of appearance.
    public var origins: [String] = []
    /// Records of types that this release does not know, by type.
    public var unknownTypes: [String: Int] = [:]
    public var fold = Fold.complete
    /// The last record that the fold took in.
    public var foldedThrough = LogPosition.zero
    public var isBeingWritten = false
    /// The tree over the lines against the published checkpoint; absent when there was none, or reading began in the middle.
    public var tree: TreeReport?
    /// The digest of all read models at `digestAt`; absent when the fold did not get there.
    public var digest: String?
    public var digestAt: LogPosition?
    /// At most `problemsListedMax`.
    public var problems: [LogProblem] = []
    public var problemCount = 0
    /// What an operator should know and need not act upon.
    public var warnings: [LogProblem] = []

    public var status: ExitStatus { problemCount == 0 ? .success : .problems }

    mutating func add(_ problem: LogProblem) {
        problemCount += 1
        if problems.count < Self.problemsListedMax { problems.append(problem) }
    }

    /// Takes back the problems in `file` from `offset` on, which another judge explained.
    mutating func withdraw(in file: String, from offset: Int) {
        let kept = problems.filter { $0.file != file || ($0.offset ?? -1) < offset }
        problemCount -= problems.count - kept.count
        problems = kept
    }
}
