import Events
import Foundation
import Logging
import Metrics
import Projections
import ServiceLifecycle
import Synchronization

/// Keeps this node up with the others: has the writer follow what they append, and knows within a second whether the database
/// answers.
///
/// It blocks, so it has a thread of its own, and a session that nothing else waits for: a writer that waits for its turn, readers
/// that wait for a server, or `SharedUpkeep` do not keep it from looking.
final class LogWatch: Service {
    private struct State {
        var failure: EventLogError?
        /// When the database last answered; nil until it was asked for the first time. The log was opened a moment before.
        var answered: ContinuousClock.Instant?
        var isStopping = false

        var silence: Duration { answered.map { .now - $0 } ?? .zero }
    }

    /// From one question to the next at most; commits are announced in between.
    static let pause = Duration.milliseconds(200)
    /// A database that has not answered for so long is down.
    static let silenceMax = Duration.milliseconds(900)

    private let shared: SharedState
    private let store: StateStore
    private let writer: Writer
    private let logger: Logger
    private let notifications = Counter(label: MetricName.logNotifications.rawValue)
    private let state = Mutex(State())

    init(_ shared: SharedState, store: StateStore, writer: Writer, logger: Logger) {
        self.shared = shared
        self.store = store
        self.writer = writer
        self.logger = logger
    }

    /// Why the database cannot be worked with; nil while it can.
    var isDown: Bool {
        state.withLock { $0.failure != nil || $0.silence > Self.silenceMax }
    }

    /// How long ago the database last answered, in seconds.
    var silenceSeconds: Double { state.withLock(\.silence) / .seconds(1) }

    func run() async throws {
        let ended = AsyncStream.makeStream(of: Void.self)
        let thread = Thread { [self] in
            watch()
            ended.continuation.finish()
        }
        thread.name = "eaf-watch"
        thread.start()
        await withGracefulShutdownHandler {
            await withTaskCancellationHandler {
                for await _ in ended.stream {}
            } onCancel: {
                self.stop()
            }
        } onGracefulShutdown: {
            self.stop()
        }
    }

    private func stop() { state.withLock { $0.isStopping = true } }

    private func watch() {
        let lookout = PostgresLookout(of: shared.log)
        while !state.withLock({ $0.isStopping }) {
            do throws(EventLogError) {
                let heard = lookout.notifications
                defer { notifications.increment(by: lookout.notifications - heard) }
                let head = try lookout.next(within: Self.pause)
                answered()
                if head.position > store.current.position { writer.follow() }
            } catch {
                failed(error)
                Thread.sleep(forTimeInterval: Self.pause / .seconds(1))
            }
        }
    }

    private func answered() {
        let wasDown = state.withLock { state in
            defer {
                state.failure = nil
                state.answered = .now
            }
            return state.failure != nil
        }
        if wasDown { logger.notice("the database answers again") }
    }

    private func failed(_ error: EventLogError) {
        let isNew = state.withLock { state in
            defer { state.failure = error }
            return state.failure != error
        }
        if isNew { logger.critical("the log cannot be followed", metadata: ["remedy": "\(error.remedy)"]) }
    }
}
