/// The bounds of the writer's queue and of one commit.
public struct WriterLimits: Sendable {
    /// Commands that may wait; more are refused.
    public var queueMax: Int
    /// Commands decided for one commit.
    public var commandsPerCommitMax: Int
    /// No further command joins a commit that has reached this size.
    public var bytesPerCommitMax: Int
    /// How long after a failure the log is opened anew at the earliest, when somebody wants to write.
    public var reopenAfterSeconds: Int

    /// 4,096 waiting; 1,024 commands or 4 MiB a commit; one second.
    public static let standard = WriterLimits(
        queueMax: 4_096, commandsPerCommitMax: 1_024, bytesPerCommitMax: 4 << 20, reopenAfterSeconds: 1)
}
