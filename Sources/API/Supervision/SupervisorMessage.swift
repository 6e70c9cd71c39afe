/// What the process tells the service manager that started it: lines of `NAME=value`, see sd_notify(3).
struct SupervisorMessage: Equatable, Sendable {
    let text: String

    /// Requests are answered from now on.
    ///
    /// - Parameter status: one line that `systemctl status` shows.
    static func ready(status: String) -> Self { Self(text: "READY=1\nSTATUS=\(oneLine(status))") }

    /// What is under way is finished, and nothing new is taken.
    static let stopping = Self(text: "STOPPING=1\nSTATUS=finit ce qui est en cours")

    /// Everything that must answer has just answered.
    static let alive = Self(text: "WATCHDOG=1")

    /// A line break would begin another assignment.
    private static func oneLine(_ text: String) -> String {
        String(text.map { $0.isNewline ? " " : $0 })
    }
}
