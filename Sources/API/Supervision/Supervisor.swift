import Foundation
import Logging

/// The service manager that started this process, if it wants to be told how it goes (`Type=notify`).
struct Supervisor: Sendable {
    private let socket: SupervisorSocket
    /// Within how long it wants a sign of life; nil when it does not watch.
    let watchdogSeconds: Double?
    private let logger: Logger

    static func ofThisProcess(logger: Logger) -> Supervisor? {
        Supervisor(environment: ProcessInfo.processInfo.environment, processID: getpid(), logger: logger)
    }

    /// Reads `NOTIFY_SOCKET`, `WATCHDOG_USEC` and `WATCHDOG_PID`. Nil when nobody wants to be told.
    init?(environment: [String: String], processID: Int32, logger: Logger) {
        guard let socket = environment["NOTIFY_SOCKET"].flatMap({ SupervisorSocket($0) }) else { return nil }
        self.socket = socket
        self.logger = logger
        // Another process is watched when a wrapper started this one.
        let isWatched = environment["WATCHDOG_PID"].map { $0 == "\(processID)" } ?? true
        let microseconds = environment["WATCHDOG_USEC"].flatMap { Double($0) } ?? 0
        watchdogSeconds = isWatched && microseconds > 0 && microseconds.isFinite ? microseconds / 1_000_000 : nil
    }

    /// Tells it. That it does not listen takes nothing from anybody else, so it is a warning.
    func tell(_ message: SupervisorMessage) {
        do throws(POSIXError) {
            try socket.send(message.text)
        } catch {
            logger.warning("service manager not told", metadata: ["errno": "\(error.code.rawValue)"])
        }
    }
}
