/// What one child process may use.
struct ChildLimits: Sendable, Hashable {
    /// Time on the wall; then SIGTERM, and SIGKILL two seconds later.
    var wallSeconds: Int
    /// Processor time; enforced by the kernel.
    var cpuSeconds: Int
    /// Address space; enforced by the kernel.
    var memoryBytes: Int
    /// The largest file it may write; enforced by the kernel.
    var fileBytesMax: Int
    var outputBytesMax: Int
    var errorBytesMax: Int
}
