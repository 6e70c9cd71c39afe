import Events
import Foundation
import Logging
import Metrics
import Projections
import ServiceLifecycle
import Synchronization

/// Keeps this node up with the others: has the writer follow what they append, learns of erased persons' keys, and knows within a
/// second whether the database answers.
///
/// It blocks, so it has a thread of its own, and a session that nothing else waits for: a writer that waits for its turn, or
/// readers that wait for a server, do not keep it from looking.
final class LogWatch: Service {
    private struct State {
        var failure: EventLogError?
        /// When the database last answered.
        var answered: ContinuousClock.Instant = .now
        var isStopping = false
    }

    /// From one question to the next at most; commits are announced in between.
    static let pause = Duration.milliseconds(200)
    /// Vault and limits are looked after so often.
    static let housekeeping = Duration.seconds(1)
    static let sweep = Duration.seconds(60)
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
        state.withLock { $0.failure != nil || .now - $0.answered > Self.silenceMax }
    }

    /// How long ago the database last answered, in seconds.
    var silenceSeconds: Double { state.withLock { ContinuousClock.now - $0.answered } / .seconds(1) }

    func run() async throws {
        let ended = AsyncStream.makeStream(of: Void.self)
        let thread = Thread { [self] in
            watch()
            ended.continuation.finish()
        }
        thread.name = "eaf-watch"
        state.withLock { $0.answered = .now }
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
        var kept = ContinuousClock.now
        var swept = ContinuousClock.now
        var forgotten = LogPosition.zero
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
                continue
            }
            if .now - kept > Self.housekeeping {
                kept = .now
                _ = Result { () throws(VaultError) in try shared.vault.refresh() }
                // No snapshot outlives the erasure of somebody whom it holds.
                let erased = store.current.accounts.lastErasedAt
                if erased != forgotten,
                    case .success = Result(catching: { () throws(DatabaseFailure) in
                        try shared.snapshots.remove(before: erased)
                    })
                {
                    forgotten = erased
                }
            }
            if .now - swept > Self.sweep {
                swept = .now
                _ = Result { () throws(DatabaseFailure) in try shared.buckets.removeFull() }
                // A snapshot of before may have been on its way.
                forgotten = .zero
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
