import Events
import Logging
import ServiceLifecycle

/// Keeps on disk how far this node saw the shared log, so that it knows after a restart whether the database has lost something.
///
/// What was seen within the last second before a node is killed is not on disk yet; a node that stops in order writes it.
struct LogMarkService: Service {
    static let secondsBetween = 1

    private let log: PostgresEventLog
    private let file: LogMarkFile
    private let logger: Logger

    init(_ shared: SharedState, logger: Logger) {
        log = shared.log
        file = shared.mark
        self.logger = logger
    }

    func run() async throws {
        let last = await cancelWhenGracefulShutdown {
            var last = write(after: Last())
            while (try? await Task.sleep(for: .seconds(Self.secondsBetween))) != nil { last = write(after: last) }
            return last
        }
        _ = write(after: last)
    }

    /// What came of the last attempt.
    private struct Last {
        var mark: LogMark?
        var isWritten = true
    }

    /// Writes the mark unless it is the one that was written last.
    private func write(after last: Last) -> Last {
        guard let mark = log.mark, mark != last.mark || !last.isWritten else { return last }
        do throws(FileError) {
            try file.save(mark)
            return Last(mark: mark, isWritten: true)
        } catch {
            // Tried every second, it says so once.
            if last.isWritten {
                logger.error(
                    "how far the log was seen cannot be written", metadata: ["reason": "\(error.description)"])
            }
            return Last(mark: last.mark, isWritten: false)
        }
    }
}
