import Dispatch
import Events
import Logging
import ServiceLifecycle

/// Integrates records soon after they are durable, beside everything else, and what is left at the end.
///
/// The steps block (they read, hash and sync), so they run on a queue of their own: neither a request nor the writer waits for
/// one. A step takes all records since the last, so the busier the log, the more records a checkpoint covers.
struct IntegrationService: Service {
    /// From one step to the next at least; well below the second in which records are promised a checkpoint.
    static let pause = Duration.milliseconds(400)
    /// After a failure; doubled with each further one.
    static let retry = Duration.seconds(1)
    static let retryMax = Duration.seconds(5)

    let tree: TreeIntegrator
    let store: StateStore
    let health: TreeHealth
    let news: CheckpointNews
    let clock: SystemClock
    let logger: Logger
    private let metrics = TreeMetrics()
    private let queue = DispatchQueue(label: "eaf.integrator", qos: .utility)

    init(
        tree: TreeIntegrator, store: StateStore, health: TreeHealth, news: CheckpointNews, clock: SystemClock,
        logger: Logger
    ) {
        self.news = news
        self.tree = tree
        self.store = store
        self.health = health
        self.clock = clock
        self.logger = logger
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var changes = store.changes().makeAsyncIterator()
            var failures = 0
            repeat {
                switch await step() {
                case .success(let hasMore):
                    failures = 0
                    if hasMore { continue }
                    try? await Task.sleep(for: Self.pause)
                    // Another node may sign without anything being written here.
                    if !tree.isShared { _ = await changes.next() }
                case .failure:
                    failures += 1
                    try? await Task.sleep(for: min(Self.retry * (1 << min(failures - 1, 10)), Self.retryMax))
                }
            } while !Task.isCancelled
        }
        // HTTP, workers and the control socket have ended: nothing comes after this.
        while case .success(true) = await step() {}
    }

    private func step() async -> Result<Bool, IntegrityError> {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: blockingStep()) }
        }
    }

    private func blockingStep() -> Result<Bool, IntegrityError> {
        let before = tree.signed
        let started = clock.now
        do throws(IntegrityError) {
            let hasMore = try tree.step()
            let now = clock.now
            if health.failure != nil { logger.notice("checkpoints are signed again") }
            health.stepped()
            if tree.signed?.checkpoint != before?.checkpoint {
                metrics.published(at: now, seconds: now.seconds(since: started))
                news.publish()
            }
            return .success(hasMore)
        } catch {
            if health.failure != error {
                logger.critical("no checkpoint signed", metadata: ["remedy": "\(error.remedy)"])
            }
            health.failed(error)
            metrics.failed()
            return .failure(error)
        }
    }
}
