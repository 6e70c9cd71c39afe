import Events
import Logging
import Projections
import ServiceLifecycle

/// Has every checkpoint cosigned by the witnesses, each at its own pace, and never in the way of integrating: what a witness says
/// late belongs to a checkpoint that is not the last any more, and is not published.
struct WitnessService: Service {
    /// After a failure; doubled with each further one.
    private static let retrySeconds = 1.0
    private static let retrySecondsMax = 60.0

    let witnesses: [WitnessAddress]
    let publications: LogPublications
    let store: StateStore
    let health: WitnessHealth
    let news: CheckpointNews
    let clock: SystemClock
    let sleeper: Sleeper
    let logger: Logger
    private let queue = BlockingQueue(label: "eaf-witness")

    init(
        witnesses: [WitnessAddress], publications: LogPublications, store: StateStore, health: WitnessHealth,
        news: CheckpointNews, clock: SystemClock, sleeper: Sleeper, logger: Logger
    ) {
        self.witnesses = witnesses
        self.publications = publications
        self.store = store
        self.health = health
        self.news = news
        self.clock = clock
        self.sleeper = sleeper
        self.logger = logger
    }

    func run() async {
        // A service that ends by itself ends the server.
        guard !witnesses.isEmpty else {
            try? await gracefulShutdown()
            return
        }
        await withDiscardingTaskGroup { group in
            for witness in witnesses { group.addTask { await accompany(witness) } }
        }
    }

    private func accompany(_ witness: WitnessAddress) async {
        var logger = logger
        logger[metadataKey: "witness"] = "\(witness.name)"
        var line = Line(
            round: WitnessRound(client: WitnessClient(address: witness), queue: queue),
            metrics: WitnessMetrics(name: witness.name), logger: logger)
        // Registered before looking, so that no checkpoint is missed.
        var next = news.next()
        while !Task.isCancelled, !Task.isShuttingDownGracefully {
            if await ask(&line) {
                await cancelWhenGracefulShutdown { [next] in for await _ in next { return } }
                next = news.next()
            } else {
                let seconds = min(Self.retrySeconds * Double(1 << min(line.failures, 10)), Self.retrySecondsMax)
                _ = await cancelWhenGracefulShutdown { [sleeper] in await sleeper.sleep(seconds: seconds) }
            }
        }
        // Everything else has ended: the last checkpoint, once, so that a witness knows how far the log had come.
        if line.failures == 0 { _ = await ask(&line) }
    }

    /// What is remembered of one witness from one checkpoint to the next.
    private struct Line {
        let round: WitnessRound
        let metrics: WitnessMetrics
        let logger: Logger
        /// Where the witness is; 0 until it is known.
        var size: UInt64 = 0
        /// The checkpoint that it cosigned last.
        var cosigned: Checkpoint?
        var failures = 0
    }

    /// Whether there is nothing to do until the next checkpoint.
    private func ask(_ line: inout Line) async -> Bool {
        guard let published = publications.current, published.checkpoint != line.cosigned else { return true }
        let verdict = await line.round.ask(published, from: line.size)
        line.metrics.asked(verdict)
        switch verdict {
        case .cosigned(let cosignature):
            await take(cosignature, of: published.checkpoint, &line)
            return true
        case .ahead(let size) where size > store.current.position.rawValue:
            alarm("witness has cosigned more of this log than there is: it was rolled back", size, line)
        case .ahead: break
        case .contradicted:
            alarm("witness has cosigned another history of this log", published.checkpoint.size, line)
        case .refused(let status):
            if line.failures == 0 {
                line.logger.error("witness does not take this log's checkpoints", metadata: ["status": "\(status)"])
            }
        case .unreachable(let reason):
            if line.failures == 0 { line.logger.warning("witness not reached", metadata: ["reason": "\(reason)"]) }
        case .unproved(let error):
            line.logger.error("no proof for the witness", metadata: ["remedy": "\(error.remedy)"])
        }
        line.failures += 1
        health.failed(line.round.client.address.name, at: clock.now)
        return false
    }

    private func take(_ cosignature: NoteSignature, of checkpoint: Checkpoint, _ line: inout Line) async {
        let now = clock.now
        if line.failures > 0 { line.logger.notice("witness cosigns again") }
        (line.size, line.cosigned, line.failures) = (checkpoint.size, checkpoint, 0)
        health.cosigned(line.round.client.address.name)
        line.metrics.cosigned(checkpoint, at: now)
        do throws(IntegrityError) {
            try await queue.run { [tree = publications.tree] () throws(IntegrityError) in
                try tree.publish(cosignature, of: checkpoint)
            }
        } catch {
            line.logger.error("cosignature not published", metadata: ["remedy": "\(error.remedy)"])
        }
    }

    private func alarm(_ what: Logger.Message, _ size: UInt64, _ line: Line) {
        guard health.alarm(line.round.client.address.name) else { return }
        line.logger.critical(
            what,
            metadata: ["size": "\(size)", "log.position": "\(store.current.position)", "remedy": "\(Self.remedy)"])
    }

    /// In French: operators read it.
    static let remedy =
        "Ce journal n'est pas celui que le témoin a cosigné : il a été ramené en arrière ou réécrit. Arrêtez le serveur, gardez une copie du dossier tel qu'il est, et remettez le journal complet, ou restaurez en ouvrant une nouvelle ligne de temps (RUNBOOK, « Journal qui recule »)."
}
