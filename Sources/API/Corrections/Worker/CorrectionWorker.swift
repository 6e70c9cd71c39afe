import Events
import Logging
import Projections
import ServiceLifecycle

/// Corrects the copies that wait for it. The log is the queue: a lane takes a copie by having `ClaimCopie` recorded,
/// and the loser of the race sees so and moves on.
///
/// A lane waits for a change of the state or for the next due time, takes the next copie, and carries the run out. On
/// a graceful shutdown no copie is taken any more; a run may go on for `shutdownSecondsMax` and is interrupted then,
/// which records a failed attempt and frees the copie. A run that dies with the process is freed by
/// `ReleaseInterruptedRuns` or by the end of its lease.
struct CorrectionWorker: Service {
    /// How often it is looked whether the storage of copies is back.
    private static let storagePauseSeconds = 1.0

    /// What a run needs.
    let tools: CorrectionTools
    let store: StateStore
    let clock: SystemClock
    let logger: Logger
    /// The name in `CorrectionStarted`: the host, or the node.
    private let name: String

    /// A worker; nothing happens before `run`.
    init(name: String, tools: CorrectionTools, store: StateStore, clock: SystemClock, logger: Logger) {
        precondition(tools.limits.runsMax > 0, "a worker of \(tools.limits.runsMax) runs")
        precondition(
            tools.limits.runSecondsMax <= tools.limits.leaseSeconds,
            "a run of \(tools.limits.runSecondsMax) s outlasts its lease")
        self.name = name
        self.tools = tools
        self.store = store
        self.clock = clock
        self.logger = logger
    }

    /// Corrects copies until the task is cancelled or the process shuts down.
    func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await cancelWhenGracefulShutdown { await countWaiting() } }
            for _ in 0..<tools.limits.runsMax { group.addTask { await lane() } }
        }
    }

    private var isStopping: Bool { Task.isCancelled || Task.isShuttingDownGracefully }

    private func countWaiting() async {
        let changes = store.changes()
        tools.metrics.wait(store.current.copies.openCount)
        for await _ in changes { tools.metrics.wait(store.current.copies.openCount) }
    }

    private func lane() async {
        var backoff = Backoff()
        while !isStopping {
            // Registered before looking, so that no change is missed.
            let changes = store.changes()
            let now = clock.now
            let state = store.current
            let copies = state.copies
            let obstacle = tools.desk?.obstacle(in: state, at: now)
            // What stands in the way of a model stands in nobody else's.
            let next = copies.nextWork(at: now) { obstacle == nil || !tools.asksModel(about: $0, in: state) }
            if next == nil, let obstacle, copies.nextWork(at: now) != nil {
                await note(obstacle)
                let seconds = obstacle.until.seconds(since: now)
                await wait(for: changes, seconds: min(max(seconds, 1), Double(tools.limits.idleSecondsMax)))
                continue
            }
            guard let copie = next else {
                let due = copies.nextWorkTime(after: now).map { $0.seconds(since: now) } ?? .infinity
                await wait(for: changes, seconds: min(due, Double(tools.limits.idleSecondsMax)))
                continue
            }
            if tools.storage?.isDown == true {
                // Taking a copie whose file cannot be read would only be recorded for nothing.
                await pause(seconds: Self.storagePauseSeconds)
                continue
            }
            do throws(WriterError) {
                if let run = try await claim(copie) { await carryOut(run) }
                backoff.reset()
            } catch {
                switch error {
                case .stopped: return
                // Somebody else was faster: the state that says so is there, or about to be.
                case .rejected: await wait(for: changes, seconds: 1)
                case .busy, .unavailable, .keyReused, .personErased, .tooLarge:
                    logger.warning("cannot claim a copie", metadata: error.logMetadata)
                    await pause(seconds: backoff.nextSeconds())
                }
            }
        }
    }

    /// Has it recorded that a budget was reached, once; the copies wait whether it is recorded or not.
    private func note(_ obstacle: ModelObstacle) async {
        guard case .budget(let reached) = obstacle else { return }
        let last = store.current.modelCalls.lastPause
        guard last?.until != reached.until || last?.limitMicroEuros != reached.limitMicroEuros else { return }
        do throws(WriterError) {
            _ = try await tools.writer.submit(NoteBudget(reached: reached), run: .random())
            logger.warning(
                "the budget of the language models is reached", metadata: ["budget.period": "\(reached.period)"])
        } catch {
            logger.error("cannot note that the budget is reached", metadata: error.logMetadata)
        }
    }

    /// Nil when the copie had no attempt left and was closed instead.
    private func claim(_ copie: HandedInCopie) async throws(WriterError) -> CorrectionRun? {
        let id = CorrectionRunID.random()
        let receipt = try await tools.writer.submit(
            ClaimCopie(copie: copie.id, run: id, worker: name, leaseSeconds: tools.limits.leaseSeconds), run: id)
        guard let claimed = receipt.state.copies[copie.id], claimed.run == id else { return nil }
        let epreuve = receipt.state.epreuves[claimed.epreuve]
        return CorrectionRun(id: id, copie: claimed, epreuve: epreuve, tools: tools, store: store)
    }

    private func carryOut(_ run: CorrectionRun) async {
        var logger = logger
        logger[metadataKey: "correction.run"] = "\(run.id)"
        logger[metadataKey: "copie.id"] = "\(run.copie.id)"
        logger[metadataKey: "correction.attempt"] = "\(run.copie.attempts)"
        await withLogger(logger) { _ in
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await run.carryOut() }
                group.addTask { await graceEnds() }
                group.addTask { await isLost(run) }
                await group.next()
                group.cancelAll()
            }
        }
    }

    /// Returns when the run has lost its copie: its person was erased, or its lease ran out and somebody else took it. What is
    /// left of the run would be for nothing, and has a pupil's pages open.
    private func isLost(_ run: CorrectionRun) async {
        let changes = store.changes()
        func isHeld() -> Bool { store.current.copies[run.copie.id]?.run == run.id }
        guard isHeld() else { return }
        for await _ in changes where !isHeld() { return }
    }

    /// Returns some time after the process began to shut down, or when the run is over.
    private func graceEnds() async {
        do {
            try await gracefulShutdown()
        } catch {
            return
        }
        await tools.sleeper.sleep(seconds: Double(tools.limits.shutdownSecondsMax))
    }

    /// Returns after a change, after so many seconds, or when the worker is to stop.
    private func wait(for changes: AsyncStream<Void>, seconds: Double) async {
        await cancelWhenGracefulShutdown { [sleeper = tools.sleeper] in
            await withTaskGroup(of: Void.self) { group in
                group.addTask { for await _ in changes { return } }
                group.addTask { await sleeper.sleep(seconds: seconds) }
                await group.next()
                group.cancelAll()
            }
        }
    }

    private func pause(seconds: Double) async {
        await cancelWhenGracefulShutdown { [sleeper = tools.sleeper] in
            _ = await sleeper.sleep(seconds: seconds)
        }
    }
}
