/// Why a child process gave no output to use.
enum ChildFailure: Error, Sendable, Hashable {
    /// The tool gave up by itself. Its words are for recognising a cause, never for showing.
    case exited(code: Int, standardError: String)
    /// The tool crashed.
    case signalled(number: Int)
    /// It used up its time, on the wall or on the processor.
    case timedOut
    case outOfMemory
    /// It wrote more than it may, to its outputs or to a file.
    case outputTooLarge
    case toolMissing
    /// The system could not start or watch a process now.
    case notStarted
    /// The calling task was cancelled.
    case cancelled
}
