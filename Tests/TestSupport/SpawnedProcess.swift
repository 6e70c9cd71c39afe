public import Glibc
import Synchronization

/// A process that a test starts with `posix_spawn(3)`, its three streams in files. Files of ours are all closed on exec.
///
/// Foundation's `Process` keeps the files of every process that it ever ran open, until a thousand runs later it crashes.
public final class SpawnedProcess: Sendable {
    /// How a process ended.
    public enum End: Equatable, Sendable {
        case exited(Int32)
        case killed(signal: Int32)
    }

    /// It could not be started: an error number, errno(3).
    public struct Refused: Error {
        public let code: Int32
    }

    public let pid: pid_t
    private let end = Mutex<End?>(nil)

    /// Starts a process.
    ///
    /// - Parameters:
    ///   - input: the file that it reads from; `output` and `errors` are made or emptied.
    ///   - arguments: without the program's own name.
    public init(
        _ executable: String, _ arguments: [String], environment: [String: String], input: String = "/dev/null",
        output: String, errors: String
    ) throws(Refused) {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        let flags = O_WRONLY | O_CREAT | O_TRUNC
        unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0)
        unsafe posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, flags, 0o600)
        unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors, flags, 0o600)

        // Threads of a pool block most signals, and a child would go on blocking them.
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        unsafe sigaddset(&signals, SIGPIPE)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        var started: pid_t = 0
        let words = unsafe ([executable] + arguments).map { unsafe strdup($0) }
        let variables = unsafe environment.map { unsafe strdup("\($0.key)=\($0.value)") }
        defer { unsafe (words + variables).forEach { unsafe free($0) } }
        let code = unsafe posix_spawn(&started, executable, &actions, &attributes, words + [nil], variables + [nil])
        guard code == 0 else { throw Refused(code: code) }
        pid = started
    }

    public var isRunning: Bool { state(WNOHANG) == nil }

    /// Waits until it ends, as long as that takes.
    public func waitUntilEnd() -> End {
        while true {
            if let end = state(0) { return end }
        }
    }

    private func state(_ options: Int32) -> End? {
        end.withLock { end in
            if end != nil { return end }
            var status: Int32 = 0
            guard unsafe waitpid(pid, &status, options) == pid else { return nil }
            let signal = status & 0x7F
            end = signal == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal: signal)
            return end
        }
    }
}
